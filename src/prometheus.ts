/** Figures in Prometheus's text format, one metric after the other. */
export interface Metrics {
  /**
   * @param name without the prefix `onrecord_`
   * @param values one number for each value of the label; without a label, one number under any key
   * @param label what the values differ in
   */
  add(
    name: string,
    kind: 'counter' | 'gauge',
    help: string,
    values: Readonly<Record<string, number>>,
    label?: string,
  ): void;
  text(): string;
}

/** What the text must be sent as. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Writes metrics in Prometheus's text format. Names, labels and their values are the program's own, so nothing is escaped.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 * @example const metrics = newMetrics(); metrics.add('feeds', 'gauge', 'Feeds followed.', { alive: 3, dead: 1 }, 'state')
 */
export function newMetrics(): Metrics {
  const lines: string[] = [];
  return {
    add(name, kind, help, values, label = '') {
      lines.push(`# HELP onrecord_${name} ${help}`, `# TYPE onrecord_${name} ${kind}`);
      for (const [key, value] of Object.entries(values))
        lines.push(`onrecord_${name}${label === '' ? '' : `{${label}="${key}"}`} ${value}`);
    },
    text: () => `${lines.join('\n')}\n`,
  };
}
