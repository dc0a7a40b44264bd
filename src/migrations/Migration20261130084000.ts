import { Migration } from '@mikro-orm/migrations';

export class Migration20261130084000 extends Migration {

  override name = 'Migration20261130084000';

  override up(): void | Promise<void> {
    this.addSql(`alter type "audit_target_kind" add value if not exists 'WEBHOOK' after 'API_KEY';`);
    this.addSql(`create type "webhook_disabled_by" as enum ('OPERATOR', 'RECEIVER');`);
    this.addSql(`create type "delivery_status" as enum ('PENDING', 'DELIVERED', 'FAILED');`);

    this.addSql(`create table "events" ("id" bigserial primary key, "event_id" uuid not null default gen_random_uuid(), "number" bigint null, "type" text not null, "user_id" uuid not null, "version" int not null, "occasion" text null, "data" jsonb not null, "created_at" timestamptz not null default now());`);
    this.addSql(`alter table "events" add constraint "events_event_id_unique" unique ("event_id");`);
    this.addSql(`alter table "events" add constraint "events_number_unique" unique ("number");`);
    this.addSql(`create index "events_user_id_version_index" on "events" ("user_id", "version");`);
    this.addSql(`create index "events_waiting_index" on "events" ("id") where "number" is null;`);

    this.addSql(`create table "event_clock" ("id" int not null, "last_number" bigint not null default '0', "removed_number" bigint not null default '0', "noticed_until" timestamptz not null default now(), primary key ("id"));`);
    this.addSql(`insert into "event_clock" ("id") values (1);`);

    this.addSql(`create table "webhook_endpoints" ("id" uuid not null, "url" text not null, "description" text not null, "event_types" text[] not null, "secret" text not null, "former_secret" text null, "former_secret_until" timestamptz null, "disabled_at" timestamptz null, "disabled_by" "webhook_disabled_by" null, "failing_since" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`);

    this.addSql(`create table "webhook_deliveries" ("id" uuid not null, "endpoint_id" uuid not null, "event_id" bigint not null, "status" "delivery_status" not null, "attempts" jsonb not null default '[]', "attempt_count" int not null default 0, "failure_count" int not null default 0, "next_attempt_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), primary key ("id"));`);
    this.addSql(`create index "webhook_deliveries_event_id_index" on "webhook_deliveries" ("event_id");`);
    this.addSql(`create index "webhook_deliveries_created_at_id_index" on "webhook_deliveries" ("created_at", "id");`);
    this.addSql(`create index "webhook_deliveries_endpoint_id_created_at_id_index" on "webhook_deliveries" ("endpoint_id", "created_at", "id");`);
    this.addSql(`alter table "webhook_deliveries" add constraint "webhook_deliveries_endpoint_id_foreign" foreign key ("endpoint_id") references "webhook_endpoints" ("id");`);
    this.addSql(`alter table "webhook_deliveries" add constraint "webhook_deliveries_event_id_foreign" foreign key ("event_id") references "events" ("id") on delete cascade;`);

    for (const sql of [instant, areWanted, accessData, recordAccessEvent, recordAccessChange, recordCustomerChange, recordPaymentChange]) {
      this.addSql(sql);
    }
    this.addSql(`create constraint trigger "subscriptions_event" after insert or update on "subscriptions"
      deferrable initially deferred for each row execute function record_access_change();`);
    this.addSql(`create constraint trigger "users_event" after update on "users" deferrable initially deferred for each row
      when (old.blocked_at is distinct from new.blocked_at or old.erased_at is distinct from new.erased_at)
      execute function record_customer_change();`);
    this.addSql(`create constraint trigger "payments_event" after update on "payments" deferrable initially deferred for each row
      when (new.status in ('COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'NEEDS_REVIEW') and (
        old.status is distinct from new.status or old.refunded_paisa is distinct from new.refunded_paisa))
      execute function record_payment_change();`);
  }

  // PostgreSQL cannot remove a value of an enum.
  override down(): void | Promise<void> {
    this.addSql('drop trigger "payments_event" on "payments";');
    this.addSql('drop trigger "users_event" on "users";');
    this.addSql('drop trigger "subscriptions_event" on "subscriptions";');
    for (const name of ['record_payment_change()', 'record_customer_change()', 'record_access_change()', 'record_access_event(text, uuid, text)', 'event_access_data(uuid)', 'events_are_wanted()', 'event_instant(timestamptz)']) {
      this.addSql(`drop function ${name};`);
    }
    this.addSql('drop table "webhook_deliveries";');
    this.addSql('drop table "webhook_endpoints";');
    this.addSql('drop table "event_clock";');
    this.addSql('drop table "events";');
    this.addSql('drop type "delivery_status";');
    this.addSql('drop type "webhook_disabled_by";');
  }

}

/** As JavaScript writes it. */
const instant = `create function event_instant(at timestamptz) returns text language sql stable as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;`;

/** Whether anybody receives or reads events. Otherwise none are written. */
const areWanted = `create function events_are_wanted() returns boolean language sql stable as $$
  select exists (select from webhook_endpoints where disabled_at is null) or exists (
    select from api_keys where 'EVENTS' = any(scopes) and revoked_at is null and coalesce(expires_at > now(), true)) $$;`;

const accessData = `create function event_access_data(customer uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'userId', u.id,
    'subject', substr(u.external_subject, strpos(u.external_subject, '|') + 1),
    'hasAccess', coalesce(s.ends_at > clock_timestamp(), false) and u.blocked_at is null and u.erased_at is null,
    'plan', (select code from plans where plans.id = coalesce(
      (select plan_id from periods where user_id = s.user_id and revoked_at is null and starts_at <= clock_timestamp()
       order by starts_at desc limit 1), s.plan_id)),
    'endsAt', event_instant(s.ends_at),
    'isBlocked', u.blocked_at is not null,
    'version', u.version + coalesce(s.version, 0))
  from users u left join subscriptions s on s.user_id = u.id where u.id = customer $$;`;

const recordAccessEvent = `create function record_access_event(type text, customer uuid, occasion text) returns void
  language plpgsql as $$
  declare access jsonb := event_access_data(customer);
  begin
    if type = 'access.ended' then occasion := coalesce(occasion, 'ended ' || (access->>'endsAt')); end if;
    insert into events (type, user_id, version, occasion, data)
    values (type, customer, (access->>'version')::int, occasion, access);
    perform pg_notify('event_added', '');
  end $$;`;

/** Of several changes in one transaction, the first one knows how it was before; all of them see how it is after. */
const recordAccessChange = `create function record_access_change() returns trigger language plpgsql as $$
  declare access jsonb; had boolean := false; has boolean;
  begin
    if tg_op = 'UPDATE' then
      if (old.plan_id, old.starts_at, old.ends_at) is not distinct from (new.plan_id, new.starts_at, new.ends_at) then
        return null;
      end if;
      had := old.ends_at > clock_timestamp();
    end if;
    if not events_are_wanted() then return null; end if;
    access := event_access_data(new.user_id);
    if exists (select from events where user_id = new.user_id and version = (access->>'version')::int
        and type like 'access.%') then
      return null;
    end if;
    had := had and not exists (select from users where id = new.user_id and (blocked_at is not null or erased_at is not null));
    has := (access->>'hasAccess')::boolean;
    perform record_access_event(
      case when has and not had then 'access.granted' when had and not has then 'access.ended' else 'access.changed' end,
      new.user_id, null);
    return null;
  end $$;`;

const recordCustomerChange = `create function record_customer_change() returns trigger language plpgsql as $$
  declare access jsonb; subject text := substr(old.external_subject, strpos(old.external_subject, '|') + 1); type text;
  begin
    if not events_are_wanted() then
      if new.erased_at is not null then
        update events set data = data || '{"subject": null}' where user_id = new.id;
      end if;
      return null;
    end if;
    if new.blocked_at is distinct from old.blocked_at then
      access := event_access_data(new.id);
      if new.blocked_at is not null then
        insert into events (type, user_id, version, data)
        values ('customer.blocked', new.id, (access->>'version')::int, access);
        type := case when (access->>'endsAt')::timestamptz > clock_timestamp() and old.erased_at is null
          then 'access.ended' end;
      else
        type := case when (access->>'hasAccess')::boolean then 'access.granted' else 'access.changed' end;
      end if;
      if type is not null then
        perform record_access_event(type, new.id, 'bar ' || (access->>'version'));
      end if;
    end if;
    if new.erased_at is distinct from old.erased_at and new.erased_at is not null then
      update events set data = data || '{"subject": null}' where user_id = new.id;
      access := event_access_data(new.id) || jsonb_build_object('subject', subject);
      insert into events (type, user_id, version, data)
      values ('customer.erased', new.id, (access->>'version')::int, access);
      if (access->>'endsAt')::timestamptz > clock_timestamp() and new.blocked_at is null then
        insert into events (type, user_id, version, occasion, data)
        values ('access.ended', new.id, (access->>'version')::int, 'bar ' || (access->>'version'), access);
      end if;
    end if;
    perform pg_notify('event_added', '');
    return null;
  end $$;`;

/** Of several changes in one transaction, only the first one finds no such event yet. */
const recordPaymentChange = `create function record_payment_change() returns trigger language plpgsql as $$
  declare
    event text := case new.status when 'COMPLETED' then 'payment.completed'
      when 'NEEDS_REVIEW' then 'payment.needs_review' else 'payment.refunded' end;
    payment jsonb;
    customer int;
  begin
    if not events_are_wanted() then return null; end if;
    if new.status = 'COMPLETED' and old.status = 'COMPLETED' then return null; end if;
    if new.status = 'NEEDS_REVIEW' and old.status = 'NEEDS_REVIEW' then return null; end if;
    select u.version + coalesce(s.version, 0), jsonb_build_object(
        'paymentId', p.id, 'pidx', p.pidx, 'userId', u.id,
        'subject', substr(u.external_subject, strpos(u.external_subject, '|') + 1),
        'status', p.status, 'plan', plans.code, 'amountPaisa', p.amount_paisa, 'refundedPaisa', p.refunded_paisa,
        'reviewReason', p.review_reason, 'version', u.version + coalesce(s.version, 0))
      into customer, payment
      from payments p join users u on u.id = p.user_id join plans on plans.id = p.plan_id
      left join subscriptions s on s.user_id = u.id
      where p.id = new.id;
    if exists (select from events where user_id = new.user_id and version = customer and number is null
        and type = event and data = payment) then
      return null;
    end if;
    insert into events (type, user_id, version, data) values (event, new.user_id, customer, payment);
    perform pg_notify('event_added', '');
    return null;
  end $$;`;
