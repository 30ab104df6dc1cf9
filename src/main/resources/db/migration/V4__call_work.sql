-- What a call was about, and what is still to be done: links, notes, tasks, missed calls, saved filters, files.

-- By which a party is the same party in whatever notation: E.164, else the digits; empty: withheld.
alter table call_record add column peer_identity varchar(64) default '' not null;
update call_record set peer_identity = peer_digits;
-- Who wrote the call down by hand; null when a line told it.
alter table call_record add column entered_by uuid;
alter table call_record add constraint call_record_entered_by_fk foreign key (entered_by) references app_user (id);
create index call_record_of_party on call_record (peer_identity, started_at desc, id desc);

create table call_link (
  call_id     uuid                     not null,
  record_kind varchar(40)              not null,
  record_id   uuid                     not null, -- of an employee too, so without a foreign key
  started_at  timestamp with time zone not null, -- of the call: the calls of a record are read in its order
  made_by     uuid,                              -- null when a rule alone made it
  rule        varchar(60),                       -- null when a person chose the record
  made_at     timestamp with time zone not null,
  constraint call_link_pk primary key (call_id, record_id),
  constraint call_link_call_fk foreign key (call_id) references call_record (id),
  constraint call_link_user_fk foreign key (made_by) references app_user (id),
  constraint call_link_has_a_maker check (made_by is not null or rule is not null)
);
create index call_link_of_record on call_link (record_id, started_at desc, call_id desc);

create table call_note (
  call_id    uuid                     not null,
  note       varchar(10000)           not null,
  result     varchar(40),
  changed_by uuid                     not null,
  changed_at timestamp with time zone not null,
  version    bigint                   not null,
  constraint call_note_pk primary key (call_id),
  constraint call_note_call_fk foreign key (call_id) references call_record (id),
  constraint call_note_user_fk foreign key (changed_by) references app_user (id)
);

-- Every word of a note in small letters, as UTF-8: bytes have one order, whatever the collation of the database, so
-- the beginning of a word is a range of the index.
create table note_word (
  word    bytea not null,
  call_id uuid  not null,
  constraint note_word_pk primary key (word, call_id),
  constraint note_word_note_fk foreign key (call_id) references call_note (call_id) on delete cascade
);
create index note_word_of_call on note_word (call_id);

create table task (
  id          uuid                     not null,
  title       varchar(250)             not null,
  due_at      timestamp with time zone not null,
  owner_id    uuid                     not null,
  call_id     uuid,
  record_kind varchar(40),
  record_id   uuid,
  created_by  uuid                     not null,
  created_at  timestamp with time zone not null,
  done_at     timestamp with time zone,
  done_by     uuid,
  version     bigint                   not null,
  constraint task_pk primary key (id),
  constraint task_owner_fk foreign key (owner_id) references app_user (id),
  constraint task_call_fk foreign key (call_id) references call_record (id),
  constraint task_creator_fk foreign key (created_by) references app_user (id),
  constraint task_done_by_fk foreign key (done_by) references app_user (id),
  constraint task_record_whole check ((record_kind is null) = (record_id is null))
);
create index task_of_owner on task (owner_id, done_at, due_at, id);
create index task_of_call on task (call_id);
create index task_of_record on task (record_id, due_at);

-- Missed calls as work: what nobody has done yet is OPEN, or TAKEN by somebody.
create table missed_call (
  call_id       uuid                     not null,
  peer_identity varchar(64)              not null, -- as in call_record
  user_id       uuid                     not null,
  missed_at     timestamp with time zone not null, -- when it began to ring
  state         varchar(10)              not null,
  taken_by      uuid,
  done_by       uuid,
  done_at       timestamp with time zone,
  closing_call  uuid,                              -- the conversation that made it done; null when a person did
  constraint missed_call_pk primary key (call_id),
  constraint missed_call_call_fk foreign key (call_id) references call_record (id),
  constraint missed_call_user_fk foreign key (user_id) references app_user (id),
  constraint missed_call_taken_by_fk foreign key (taken_by) references app_user (id),
  constraint missed_call_done_by_fk foreign key (done_by) references app_user (id),
  constraint missed_call_closing_fk foreign key (closing_call) references call_record (id),
  constraint missed_call_state_known check (state in ('OPEN', 'TAKEN', 'DONE'))
);
create index missed_call_work on missed_call (state, user_id, missed_at);
create index missed_call_of_party on missed_call (peer_identity, state);

create table saved_filter (
  id         uuid                     not null,
  owner_id   uuid                     not null,
  name       varchar(100)             not null,
  shared     boolean                  not null, -- with those who are in a team of the owner
  definition varchar(2000)            not null, -- the query of the page's address
  saved_at   timestamp with time zone not null,
  constraint saved_filter_pk primary key (id),
  constraint saved_filter_owner_fk foreign key (owner_id) references app_user (id) on delete cascade,
  constraint saved_filter_once unique (owner_id, name)
);

create table call_attachment (
  id         uuid                     not null,
  call_id    uuid                     not null,
  name       varchar(250)             not null,
  media_type varchar(100)             not null, -- as the browser said: told, never trusted
  bytes      bigint                   not null,
  added_by   uuid                     not null,
  added_at   timestamp with time zone not null,
  constraint call_attachment_pk primary key (id),
  constraint call_attachment_call_fk foreign key (call_id) references call_record (id),
  constraint call_attachment_user_fk foreign key (added_by) references app_user (id)
);
create index call_attachment_of_call on call_attachment (call_id, added_at);

-- In parts, so that no file is ever in memory as a whole.
create table call_attachment_part (
  attachment_id uuid    not null,
  part          integer not null,
  content       bytea   not null,
  constraint call_attachment_part_pk primary key (attachment_id, part),
  constraint call_attachment_part_fk foreign key (attachment_id) references call_attachment (id) on delete cascade
);
