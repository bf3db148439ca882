import { InvalidArgumentError } from 'commander';
import { sizeOf } from '../intake/size.js';

/** A confidence, 0 to 1. */
export function confidence(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('Give a number from 0 to 1.');
  return value;
}

/** A time in seconds, up to an hour. */
export function seconds(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || !(value > 0 && value <= 3600))
    throw new InvalidArgumentError('Give a number of seconds, above 0 and up to 3600.');
  return value;
}

/** A number of bytes, as `20MB`. */
export function size(given: string): number {
  const value = sizeOf(given);
  if (value === null) throw new InvalidArgumentError('Give a size such as 500kB, 20MB or 1000000.');
  return value;
}

/** How many, from 1 to 1000. */
export function count(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > 1000)
    throw new InvalidArgumentError('Give a whole number from 1 to 1000.');
  return value;
}

/** A version of a document, from 1. */
export function version(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return value;
}

/** Threads of the model: 0 and up. */
export function threads(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || !Number.isInteger(value) || value < 0 || value > 1024)
    throw new InvalidArgumentError('Give a whole number, 0 or more.');
  return value;
}
