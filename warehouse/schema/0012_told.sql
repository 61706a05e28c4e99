-- What people were told of, so that each thing is told once.

create table meta_told (
    kind varchar not null,
    ref varchar not null,
    told_at timestamptz not null
);
comment on table meta_told is 'What housekeeping has told people of; a row goes when its cause has gone';
comment on column meta_told.kind is 'source or overdue';
comment on column meta_told.ref is 'name of the source with its status, or promise_id';
comment on column meta_told.told_at is 'when it was told first, UTC';
