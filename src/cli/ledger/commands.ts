import type { Command } from 'commander';
import type { Actions } from '../program.js';
import { addAdd } from './add.js';
import { addBackup, addCheck, addMove, addRestore } from './care.js';
import { addCite } from './cite.js';
import { addCorrect } from './correct.js';
import { addDiff } from './diff.js';
import { addExport } from './export.js';
import { addBylines, addOutlets, addSpeakers } from './names.js';
import { addReread } from './reread.js';
import { addSearch } from './search.js';
import { addShow } from './show.js';
import { addStats } from './stats.js';
import { addTrace } from './trace.js';

/** The commands that work on a ledger, in the order in which help lists them. */
export const ledgerCommands: readonly ((program: Command, actions: Pick<Actions, 'run'>) => void)[] = [
  addAdd,
  addReread,
  addSearch,
  addShow,
  addTrace,
  addCite,
  addSpeakers,
  addOutlets,
  addBylines,
  addStats,
  addDiff,
  addCorrect,
  addExport,
  addCheck,
  addBackup,
  addRestore,
  addMove,
];
