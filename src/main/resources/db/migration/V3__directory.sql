-- Records that a call can be about, their numbers, and the rules by which a number finds them.

create table record_kind (
  code varchar(40) not null,
  -- Words of an administrator's own kind; null for the built-in ones, whose words stand in the message bundles.
  name varchar(60),
  plural varchar(60),
  icon varchar(40) not null,
  position integer not null,
  constraint record_kind_pk primary key (code)
);
insert into record_kind (code, icon, position) values
  ('contact', 'user', 1), ('account', 'building-2', 2), ('lead', 'user-plus', 3), ('opportunity', 'briefcase', 4),
  ('case', 'life-buoy', 5), ('order', 'package', 6), ('activity', 'calendar-clock', 7);

create table directory_record (
  id uuid not null,
  kind varchar(40) not null,
  name varchar(250) not null,
  name_lower varchar(250) not null, -- the order of lists, whatever the collation of the database knows about upper case
  owner_id uuid,
  account_id uuid,
  contact_id uuid,
  job_title varchar(250) not null,
  city varchar(100) not null,
  description varchar(4000) not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  version bigint not null,
  constraint directory_record_pk primary key (id),
  constraint directory_record_kind_fk foreign key (kind) references record_kind (code),
  constraint directory_record_owner_fk foreign key (owner_id) references app_user (id),
  constraint directory_record_account_fk foreign key (account_id) references directory_record (id) on delete set null,
  constraint directory_record_contact_fk foreign key (contact_id) references directory_record (id) on delete set null
);
create index directory_record_list on directory_record (kind, name_lower, id);
create index directory_record_name on directory_record (name_lower);
create index directory_record_account on directory_record (account_id);
create index directory_record_contact on directory_record (contact_id);
create index directory_record_owner on directory_record (owner_id);

-- Every word of a record's name, in lower case: the beginning of a word finds the record without reading the others.
-- Words are UTF-8 bytes, because an index orders bytes alike whatever the collation of the database.
create table record_word (
  word bytea not null,
  record_id uuid not null,
  constraint record_word_pk primary key (word, record_id),
  constraint record_word_record_fk foreign key (record_id) references directory_record (id) on delete cascade
);
create index record_word_record on record_word (record_id);

create table communication (
  id uuid not null,
  record_id uuid not null,
  type varchar(20) not null,
  typed varchar(250) not null, -- as somebody typed it
  identity varchar(250) not null, -- E.164, else the digits, else the address in lower case: a record has each once
  e164 varchar(20), -- null when the country is not known, and for addresses
  reversed varchar(64), -- the digits from the last to the first; null for addresses
  out_of_date boolean not null,
  position integer not null,
  constraint communication_pk primary key (id),
  constraint communication_once unique (record_id, identity),
  constraint communication_record_fk foreign key (record_id) references directory_record (id) on delete cascade
);
create index communication_e164 on communication (e164);
create index communication_reversed on communication (reversed);
create index communication_identity on communication (identity);

-- "Not this person": a number that somebody said does not belong to a record.
create table number_denial (
  identity varchar(64) not null, -- as in communication
  record_id uuid not null, -- of an employee too, so without a foreign key
  denied_by uuid not null,
  denied_at timestamp with time zone not null,
  constraint number_denial_pk primary key (identity, record_id),
  constraint number_denial_user_fk foreign key (denied_by) references app_user (id)
);

-- One row for the whole installation.
create table identification_settings (
  id integer not null,
  default_region varchar(2), -- ISO 3166; null: numbers without a country code stay without a country
  search_number_length integer not null,
  internal_number_length integer not null,
  outside_prefixes varchar(100) not null, -- separated by blanks
  sources varchar(400) not null, -- codes of kinds, and 'employee', first looked at first, separated by blanks
  constraint identification_settings_pk primary key (id),
  constraint identification_settings_single check (id = 1)
);
insert into identification_settings values (1, null, 9, 4, '', 'employee contact account lead');
