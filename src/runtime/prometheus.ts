import { METRICS, type MetricName } from '../presentation/metric-help.ts';

/** Values of one metric, one for each set of labels; a metric without a value is left out. */
export interface Metric {
  readonly name: MetricName;
  readonly values: readonly MetricValue[];
}

interface MetricValue {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric without labels; null is no value. */
export function single(name: MetricName, value: number | null): Metric {
  return { name, values: value === null ? [] : [{ value }] };
}

/** A metric with one label, by its values. */
export function byLabel(name: MetricName, label: string, counts: Readonly<Record<string, number>>): Metric {
  return { name, values: Object.entries(counts).map(([key, value]) => ({ labels: { [label]: key }, value })) };
}

/** Writes metrics down in the Prometheus text format 0.0.4. */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ values }) => values.length > 0)
    .map(({ name, values }) => {
      const { help, type } = METRICS[name];
      const lines = values.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${value}`);
      return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('\n')}\n`;
    })
    .join('');
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
