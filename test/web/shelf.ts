import type { DocumentRecord } from '../../src/record.js';
import { sampleRecord } from '../record.js';

/** Pages of some months by several outlets: the sample page, told again with other acts, days and hands. */
export function shelf(): DocumentRecord[] {
  const outlets = ['Ostmar Post', 'Coast Wire', 'The Lantern'];
  return Array.from({ length: 9 }, (_, n) => {
    const record = sampleRecord();
    const month = String((n % 6) + 1).padStart(2, '0');
    const [first, second, third] = record.statements;
    return {
      ...record,
      url: `https://page${n}.example/lock`,
      sha256: String(n).repeat(64),
      outlet: { name: outlets[n % 3] ?? null, domain: `outlet${n % 3}.example` },
      headline: record.headline,
      published: `2024-${month}-10T08:30:00Z`,
      wire: n % 3 === 1 ? 'NKA' : null,
      statements: [
        {
          ...first!,
          act: n % 2 === 0 ? 'deny' : 'support',
          about: ['sp2'],
          via: n % 3 === 0 ? first!.via : [],
          occasion: { when: `2024-${month}-09`, where: 'Ostmar', event: 'a council meeting' },
        },
        { ...second!, confidence: 0.31 + n / 20 },
        third!,
      ],
    };
  });
}
