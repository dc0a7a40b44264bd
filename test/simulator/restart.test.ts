import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { completedPayment, controlPayment, lookup, openPayment, press, refund, start } from './support.ts';

let folder: string;
let dataFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  dataFile = join(folder, 'deep', 'payments.json');
});
afterEach(() => rm(folder, { recursive: true }));

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
    const added = ['refunds', 'refundRequestCount', 'isBankPayment'];
    const records: unknown = JSON.parse(await readFile(dataFile, 'utf8'));
    await writeFile(
      dataFile,
      JSON.stringify(records, (key, value) => (added.includes(key) ? undefined : value)),
    );

    const after = await start({ dataFile, settings: { refundShownAfterSeconds: 60 } });
    expect((await lookup(after, pidx)).body.status).toBe('Partially refunded');
    expect(after.payments.get(pidx)?.toJSON()).toMatchObject({ refundedPaisa: 5, refundRequestCount: 0, refunds: [] });
  });

  it('loses no answered payment, even if the simulator is killed', async () => {
    const simulator = await start({ dataFile });
    const answered = await Promise.all(Array.from({ length: 20 }, () => openPayment(simulator)));
    const kept: { payments: { pidx: string }[] } = JSON.parse(await readFile(dataFile, 'utf8'));
    expect(kept.payments.map(({ pidx }) => pidx).sort()).toEqual(answered.sort());
    await simulator.close();
    expect(await readdir(join(folder, 'deep'))).toEqual(['payments.json']);
  });

  it('starts without payments, without a data file', async () => {
    const simulator = await start();
    await openPayment(simulator);
    await simulator.close();
    expect((await start()).payments.size).toBe(0);
  });

  it.each(['{"payments": [', '{"payments": [{"pidx": 5}]}', ''])('moves a damaged file (%j) aside', async (text) => {
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
