import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const RULES = 'examples/monitoring/alerts.yml';
const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const itWithPromtool = hasPromtool ? it : it.skip;

describe('the examples for monitoring', () => {
  itWithPromtool('have rules that Prometheus accepts', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', RULES], { encoding: 'utf8' });
    expect({ status, output: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, output: '' });
  });

  itWithPromtool('have a configuration that Prometheus accepts', () => {
    const args = ['check', 'config', 'examples/monitoring/prometheus.yml'];
    const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
    expect({ status, output: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, output: '' });
  });

  it('ask only for metrics that the source code names', () => {
    const dashboard = JSON.parse(readFileSync('examples/monitoring/dashboard.json', 'utf8')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const asked = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n');
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const source = files.map((file) => readFileSync(join('src', file), 'utf8')).join('\n');
    const names = [...`${asked}\n${readFileSync(RULES, 'utf8')}`.matchAll(/\b([a-z]+(?:_[a-z0-9]+)+)(?=\{|\[|\)| )/g)]
      .map(([, name = '']) => name.replace(/_(bucket|count)$/, ''))
      .filter((name) => !/^(process|nodejs)_|^(histogram_quantile|error_code)$/.test(name));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !source.includes(`'${name}'`))).toEqual([]);
  });
});
