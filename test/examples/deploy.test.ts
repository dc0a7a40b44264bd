import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';

interface Container {
  image: string;
  command: string[];
  envFrom: object[];
  ports?: { name: string; containerPort: number }[];
  readinessProbe?: Probe;
  livenessProbe?: Probe;
  startupProbe?: Probe;
}

interface Probe {
  httpGet: { path: string; port: string };
}

interface Pod {
  terminationGracePeriodSeconds: number;
  containers: Container[];
}

interface Manifest {
  kind: string;
  metadata: { name: string; labels: Record<string, string> };
  data: Record<string, string>;
  spec: { template: { metadata: { labels: Record<string, string> }; spec: Pod }; selector: Record<string, object> };
}

interface Service {
  command?: string[];
  environment?: Record<string, string | number>;
  volumes?: string[];
  stop_grace_period?: string;
}

const DEPLOY = 'examples/deploy';
const variables = new Set(
  [...readFileSync('.env.example', 'utf8').matchAll(/^#([A-Z_]+)=/gm)].map(([, name = '']) => name),
);
const manifests = parseAllDocuments(readFileSync(`${DEPLOY}/kubernetes.yaml`, 'utf8')).map(
  (document) => document.toJS() as Manifest,
);
const manifestOf = (kind: string, name = '') =>
  manifests.find((one) => one.kind === kind && one.metadata.name === `subscriptions${name}`) as Manifest;

/** `it`, or a skipped test that says what is not installed. */
function itWith(tool: string, args: string[]) {
  const isInstalled = spawnSync(tool, args).status === 0;
  return (promise: string, test: () => void) =>
    isInstalled ? it(promise, test) : it.skip(`${promise} (${tool} is not installed)`, test);
}

function run(command: string, args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  return { status, output: `${stdout}${stderr}` };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the examples for nginx', () => {
  const sites = ['site.conf', 'containers.conf'];
  const nginx = spawnSync('nginx', ['-v']).status === 0 ? 'nginx' : '/usr/sbin/nginx';

  itWith(nginx, ['-v'])('are accepted by it', () => {
    const certificate = [
      '-subj',
      '/CN=shop.example.com',
      '-keyout',
      join(folder, 'key'),
      '-out',
      join(folder, 'chain'),
    ];
    run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...certificate]);
    for (const site of sites) {
      const text = readFileSync(join(DEPLOY, 'nginx', site), 'utf8')
        .replaceAll(/\S+fullchain\.pem/g, join(folder, 'chain'))
        .replaceAll(/\S+privkey\.pem/g, join(folder, 'key'));
      writeFileSync(join(folder, site), text);
      const main = `events {}\npid ${folder}/pid;\nhttp { access_log off; include ${join(folder, site)}; }\n`;
      writeFileSync(join(folder, 'nginx.conf'), main);
      const tested = run(nginx, ['-t', '-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
      expect({ site, ...tested }).toMatchObject({ status: 0, output: expect.not.stringContaining('[emerg]') });
    }
  });

  it.each(sites)('%s passes on what the server needs', (site) => {
    const text = readFileSync(join(DEPLOY, 'nginx', site), 'utf8');
    // A client's own X-Forwarded-For must not reach the server.
    for (const header of ['X-Forwarded-For $remote_addr', 'Upgrade $http_upgrade', 'X-Request-Id $request_id']) {
      expect(text).toContain(`proxy_set_header ${header};`);
    }
    expect(text).toContain('proxy_buffering off;');
  });
});

describe('the units for systemd', () => {
  const units = readdirSync(join(DEPLOY, 'systemd'));

  itWith('systemd-analyze', ['--version'])('are accepted by it, without a warning', () => {
    mkdirSync(join(folder, 'units'));
    for (const unit of units) {
      const text = readFileSync(join(DEPLOY, 'systemd', unit), 'utf8').replaceAll('/usr/bin/node', process.execPath);
      writeFileSync(join(folder, 'units', unit), text);
    }
    const files = units.map((unit) => join(folder, 'units', unit.replace('@.', '@4000.')));
    cpSync(
      join(folder, 'units/subscriptions-server@.service'),
      join(folder, 'units/subscriptions-server@4000.service'),
    );
    expect(run('systemd-analyze', ['verify', ...files])).toEqual({ status: 0, output: '' });
  });

  it('set only variables that the server reads, and start programs that exist', () => {
    for (const unit of units) {
      const text = readFileSync(join(DEPLOY, 'systemd', unit), 'utf8');
      const set = [...text.matchAll(/^Environment=(.*)$/gm)].flatMap(([, pairs = '']) => pairs.split(' '));
      expect(set.map((pair) => pair.split('=')[0] ?? '').filter((name) => !variables.has(name))).toEqual([]);
      expect(sourceOf(/dist\/(\S+)\.js/.exec(text)?.[1])).toBeTruthy();
      if (!unit.includes('migrate')) expect(Number(/TimeoutStopSec=(\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(10);
    }
  });
});

describe('the manifest for Kubernetes', () => {
  // Decodes each object with the types of Kubernetes, without a cluster. Unknown fields are lost.
  itWith('kubectl', ['version', '--client'])('is accepted by kubectl, with every field', () => {
    for (const manifest of manifests.filter(({ spec }) => spec?.template)) {
      const file = join(folder, 'manifest.json');
      writeFileSync(file, JSON.stringify(manifest));
      const { status, stdout } = spawnSync('kubectl', ['set', 'env', '--local', '-f', file, 'A=b', '-o', 'json'], {
        encoding: 'utf8',
      });
      expect({ status, manifest: JSON.parse(stdout) as Manifest }).toMatchObject({ status: 0, manifest });
    }
  });

  it('migrates once, and runs two servers and two workers', () => {
    const migrate = manifestOf('Job', '-migrate');
    expect(migrate.spec.template.spec.containers[0]?.command).toEqual(['node', 'dist/src/commands/migrate.js']);
    for (const name of ['-server', '-worker']) {
      const { spec } = manifestOf('Deployment', name);
      expect(spec).toMatchObject({ replicas: 2 });
      expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels as object);
      expect(spec.template.spec.containers[0]?.command.at(-1)).toBe(name.slice(1));
      expect(manifestOf('PodDisruptionBudget', name).spec.selector).toEqual(spec.selector);
    }
    const pods = manifests.filter(({ spec }) => spec?.template).flatMap(({ spec }) => spec.template.spec.containers);
    for (const { command, envFrom } of pods) {
      expect(envFrom).toHaveLength(2);
      expect(sourceOf(/dist\/(\S+)\.js/.exec(command.join(' '))?.[1])).toBeTruthy();
    }
  });

  it('asks for health where the server answers, and gives it time to stop', () => {
    const { data } = manifestOf('ConfigMap');
    const { spec } = manifestOf('Deployment', '-server').spec.template;
    const [server] = spec.containers as [Container];
    const paths = [server.startupProbe, server.readinessProbe, server.livenessProbe].map(
      (probe) => probe?.httpGet.path,
    );
    expect(paths).toEqual(['/health/live', '/health/ready', '/health/live']);
    const ports = Object.fromEntries(
      (server.ports ?? []).map(({ name, containerPort }) => [name, String(containerPort)]),
    );
    expect(ports).toEqual({ http: data.PORT, metrics: data.METRICS_PORT });
    expect(manifestOf('Service').spec.selector).toEqual(manifestOf('Deployment', '-server').spec.selector.matchLabels);
    expect(spec.terminationGracePeriodSeconds * 1000).toBeGreaterThanOrEqual(Number(data.SHUTDOWN_DELAY_MS) + 8_000);
    expect(Object.keys(data).filter((name) => !variables.has(name))).toEqual([]);
  });
});

describe('compose.yaml', () => {
  const compose = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as { services: Record<string, Service> };

  it('sets only variables that the server reads, and gives it time to stop', () => {
    for (const name of ['migrate', 'server', 'worker']) {
      const { environment = {}, command = [], stop_grace_period } = compose.services[name] as Service;
      expect(Object.keys(environment).filter((each) => !variables.has(each))).toEqual([]);
      expect(sourceOf(/dist\/(\S+)\.js/.exec(command.join(' '))?.[1])).toBeTruthy();
      expect(parseInt(stop_grace_period ?? '', 10)).toBeGreaterThanOrEqual(10);
    }
  });

  it('mounts files that exist', () => {
    const files = Object.values(compose.services)
      .flatMap(({ volumes = [] }) => volumes)
      .filter((volume) => volume.startsWith('./'));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(readFileSync(String(file.split(':')[0]), 'utf8')).toBeTruthy();
  });
});

/** The source of a compiled program. */
function sourceOf(path: string | undefined): string {
  return readFileSync(`${path}.ts`, 'utf8');
}
