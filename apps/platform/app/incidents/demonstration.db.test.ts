import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../ground/testing/database.ts';
import { seedDemonstration } from '../organisations/register/demonstration.server.ts';
import { seedIncidents } from './demonstration.server.ts';

const database = await testDatabase();
afterAll(() => database.stop());
const { admin } = database;
const platform = { ...database.platform, settings: { ...database.platform.settings, mode: 'evaluation' as const } };
beforeAll(async () => {
  await seedDemonstration(platform);
  await seedIncidents(platform);
}, 120_000);

describe('the demonstration tells a coherent story', () => {
  test('whoever reads that a vendor was written to finds its letter, its contact and the day of its answer', async () => {
    const { rows } = await admin.query(`select v.state, v.answer_due_at = m.answer_due_at as same_day, m.to_vendor
      from incident_message m left join incident_vendor v on v.incident_id = m.incident_id where m.audience = 'vendor'`);
    expect(rows).toEqual([{ state: 'contacted', same_day: true, to_vendor: true }]);
  });

  test('a message stands at its own hour: after the declaration, before the answer that it asks for', async () => {
    const { rows } = await admin.query(`select i.number from incident_message m join incident i on i.id = m.incident_id
      where m.created_at >= m.answer_due_at or m.created_at < i.declared_at or (i.closed_at is not null and m.created_at > i.closed_at)`);
    expect(rows).toEqual([]);
  });
});
