import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HEADER, readRecords } from '../../simulator/data-file/read-records.ts';
import { completedPayment, control, controlPayment, lookup, openPayment, press, refund, start } from './support.ts';

let folder: string;
let dataFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  dataFile = join(folder, 'deep', 'payments.json');
});
afterEach(() => rm(folder, { recursive: true }));

/** What the file says in the end. */
async function recordsIn(path: string): Promise<{ pidx: string }[]> {
  return readRecords(await readFile(path, 'utf8'));
}

describe('a restart', () => {
  it('keeps all payments unchanged, with a data file', async () => {
    const before = await start({ dataFile });
    const open = await openPayment(before);
    await press(before, open, 'khalti-id', '9800000003');
    const { pidx, transactionId } = await completedPayment(before);
    await controlPayment(before, pidx, 'refund', { amount: 5 });
    const records = [...before.payments.values()].map((payment) => payment.toJSON());
    await before.close();

    const after = await start({ dataFile });
    expect([...after.payments.values()].map((payment) => payment.toJSON())).toEqual(records);
    expect((await lookup(after, pidx)).body).toMatchObject({
      status: 'Partially refunded',
      transaction_id: transactionId,
    });
    await controlPayment(after, open, 'complete');
    expect((await lookup(after, open)).body.status).toBe('Completed');
  });

  it('reads a data file from before refunds were listed', async () => {
    const before = await start({ dataFile });
    const { pidx, transactionId } = await completedPayment(before);
    await refund(before, transactionId, { amount: 5 });
    await before.close();
    const added = ['merchant', 'customerInfo', 'merchantFields', 'refunds', 'refundRequestCount', 'isBankPayment'];
    const records = await recordsIn(dataFile);
    await writeFile(
      dataFile,
      JSON.stringify({ payments: records }, (key, value) => (added.includes(key) ? undefined : value)),
    );

    const after = await start({ dataFile, settings: { refundShownAfterSeconds: 60 } });
    expect((await lookup(after, pidx)).body.status).toBe('Partially refunded');
    expect(after.payments.get(pidx)?.toJSON()).toMatchObject({ refundedPaisa: 5, refundRequestCount: 0, refunds: [] });
  });

  it('loses no answered payment, even if the simulator is killed', async () => {
    const simulator = await start({ dataFile });
    const answered = await Promise.all(Array.from({ length: 20 }, () => openPayment(simulator)));
    expect((await recordsIn(dataFile)).map(({ pidx }) => pidx).sort()).toEqual(answered.sort());
    await simulator.close();
    expect(await readdir(join(folder, 'deep'))).toEqual(['payments.json']);
  });

  it('is refused while another simulator uses the file, and works after that', async () => {
    const first = await start({ dataFile });
    await expect(start({ dataFile })).rejects.toThrow('Another simulator uses');
    await openPayment(first);
    await first.close();
    expect((await start({ dataFile })).payments.size).toBe(1);
  });

  it('leaves out a last line that a crash has cut, and goes on after it', async () => {
    const before = await start({ dataFile });
    const pidx = await openPayment(before);
    await before.close();
    await writeFile(dataFile, `${await readFile(dataFile, 'utf8')}{"pidx":"cut`);
    const after = await start({ dataFile });
    const second = await openPayment(after);
    await after.close();
    expect((await recordsIn(dataFile)).map((record) => record.pidx)).toEqual([pidx, second]);
    await writeFile(dataFile, HEADER.slice(0, 5));
    expect((await start({ dataFile })).payments.size).toBe(0);
  });

  it('appends to the file, and rewrites it at the start', async () => {
    const before = await start({ dataFile });
    const pidx = await openPayment(before);
    const other = await openPayment(before);
    const size = async () => (await readFile(dataFile, 'utf8')).split('\n').length;
    const started = await size();
    for (const action of ['pending', 'complete', 'bank']) await controlPayment(before, pidx, action);
    expect(await size()).toBe(started + 3);
    await control(before, 'POST', 'reset');
    expect(await size()).toBe(started + 5);
    await control(before, 'POST', 'payments', [{ pidx: other, status: 'Expired', amount: 1000 }]);
    await before.close();
    const after = await start({ dataFile });
    expect(await recordsIn(dataFile)).toMatchObject([{ pidx: other, status: 'Expired' }]);
    expect(after.payments.size).toBe(1);
  });

  it('starts without payments, without a data file', async () => {
    const simulator = await start();
    await openPayment(simulator);
    await simulator.close();
    expect((await start()).payments.size).toBe(0);
  });

  it.each([
    '{"payments": [',
    '{"payments": [{"pidx": 5}]}',
    `${HEADER}\n{"pidx": 5}\n`,
    `${HEADER}\n{"pid\n{"removed":"x"}\n`,
  ])('moves a damaged file (%j) aside', async (text) => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    dataFile = join(folder, 'payments.json');
    await writeFile(dataFile, text);
    const simulator = await start({ dataFile });
    expect(simulator.payments.size).toBe(0);
    const pidx = await openPayment(simulator);
    expect(simulator.payments.has(pidx)).toBe(true);
    expect(await readFile(`${dataFile}.damaged`, 'utf8')).toBe(text);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('damaged'));
    warn.mockRestore();
  });
});
