import type { FeedFormat } from './format.js';
import { feedNdjson } from './ndjson.js';
import { feedOpml } from './opml.js';
import { feedText } from './text.js';

/** The ways to show feeds, the usual one first. */
export const FEED_FORMATS: readonly [FeedFormat, ...FeedFormat[]] = [feedText, feedNdjson, feedOpml];
