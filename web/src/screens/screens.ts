import type { Component } from 'svelte';
import ApiScreen from './Api.svelte';
import Byline from './Byline.svelte';
import Bylines from './Bylines.svelte';
import Corrections from './Corrections.svelte';
import Document from './Document.svelte';
import Missing from './Missing.svelte';
import Outlet from './Outlet.svelte';
import Outlets from './Outlets.svelte';
import Review from './Review.svelte';
import Search from './Search.svelte';
import SignIn from './SignIn.svelte';
import Speaker from './Speaker.svelte';
import Speakers from './Speakers.svelte';
import Start from './Start.svelte';
import Statement from './Statement.svelte';
import Topic from './Topic.svelte';
import Utterance from './Utterance.svelte';

interface Shown {
  screen: Component<Record<string, string>>;
  props: Record<string, string>;
  /** Another key means another view: nothing of the last one stays. */
  key: string;
}

/** Every address and its screen; a piece in brackets goes to the screen under its name. */
const SCREENS: readonly [pattern: string, screen: unknown][] = [
  ['/', Start],
  ['/documents/[id]', Document],
  ['/search', Search],
  ['/statements/[id]', Statement],
  ['/utterances/[id]', Utterance],
  ['/topic', Topic],
  ['/speakers', Speakers],
  ['/speakers/[id]', Speaker],
  ['/outlets', Outlets],
  ['/outlets/[name]', Outlet],
  ['/bylines', Bylines],
  ['/bylines/[name]', Byline],
  ['/review', Review],
  ['/corrections', Corrections],
  ['/http-api', ApiScreen],
  ['/sign-in', SignIn],
];

/** The screen of an address. @example screenOf('/speakers/p8c2').props // { id: 'p8c2' } */
export function screenOf(path: string): Shown {
  const pieces = path.replace(/\/+$/, '').split('/');
  for (const [pattern, screen] of SCREENS) {
    const wanted = pattern.replace(/\/$/, '').split('/');
    if (wanted.length !== pieces.length) continue;
    const props: Record<string, string> = {};
    const fits = wanted.every((piece, i) => {
      const name = /^\[(\w+)\]$/.exec(piece)?.[1];
      if (name === undefined) return piece === pieces[i];
      const value = decoded(pieces[i] ?? '');
      props[name] = value;
      return value !== '';
    });
    if (fits) return { screen: screen as Shown['screen'], props, key: `${pattern} ${JSON.stringify(props)}` };
  }
  return { screen: Missing as Shown['screen'], props: {}, key: path };
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}
