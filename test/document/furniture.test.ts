import { describe, expect, it } from 'vitest';
import { endsStory, furnitureOf } from '../../src/document/furniture.js';
import { english } from './english.js';

describe('a line that stands around a story', () => {
  it.each([
    ['View more articles from KPA', 'trailer'],
    ['View more articles fromKPA', 'trailer'],
    ['More from Ana Torvik', 'trailer'],
    ['Related: Ferry stuck again', 'trailer'],
    ['READ MORE: Ferry stuck again', 'trailer'],
    ['Follow Ana Torvik on Twitter @torvik.', 'trailer'],
    ['Subscribe to our newsletter', 'trailer'],
    ['Get the latest news in your inbox', 'trailer'],
    ['© 2024 Ansel Courier. All rights reserved.', 'trailer'],
    ['Copyright 2024 Ansel Courier', 'trailer'],
    ['Contact Ana Torvik at ana@courier.example', 'trailer'],
    ['We may earn a commission when you buy through links on our site.', 'trailer'],
    ['Opinions expressed by contributors are their own.', 'trailer'],
    ['Advertisement', 'other'],
    ['Share', 'other'],
    ['3 min read', 'other'],
    ['We use cookies on this website.', 'other'],
    ['Photo: Jon Feld', 'caption'],
    ['The bridge in Veldin. (Photo: Jon Feld/KPA)', 'caption'],
    [
      'In this Dec. 12, 2006, file photo, made available by KPA, the bridge is seen from the river.',
      'caption',
    ],
    ['Additional reporting by Jon Feld', 'credit'],
    ['(Reporting by Ana Torvik; Editing by Jon Feld)', 'credit'],
    ['Contributing: Jon Feld', 'credit'],
    ['Jon Feld contributed to this report.', 'credit'],
    ['This article was originally published by the Courier.', 'credit'],
    ['Source: KPA', 'credit'],
  ])('%s', (line, kind) => {
    expect(furnitureOf(line, english)).toBe(kind);
  });
});

describe('a line of the story is none, although it begins alike', () => {
  it.each([
    'Writing in the Courier, Torvik argued that the bridge should stay.',
    'Reporting on the bridge has been difficult, the editors say.',
    'Contact between the two sides was lost at the border on Monday.',
    'Support for the bridge grows in Veldin',
    'Copyright law will change next year, the minister said.',
    'More news about the bridge is expected on Monday.',
    'The mayor has appointed a new commission to look into the fall of the bridge.',
    'The report published on Tuesday showed that the bridge was weak.',
    'Opinions expressed at the meeting differed.',
    'This week the mayor gave a bleak picture of the finances of the city.',
    'Follow the money, the mayor said.',
    'Via the side doors, Torvik made some gains',
    'Sources close to the mayor: the bridge will stay. He denied it on Monday.',
    'Sharing the costs is out of the question, he said.',
    '“Subscribe to nothing,” the mayor said.',
  ])('%s', (line) => {
    expect(furnitureOf(line, english)).toBeNull();
    expect(endsStory(line, english)).toBe(false);
  });
});
