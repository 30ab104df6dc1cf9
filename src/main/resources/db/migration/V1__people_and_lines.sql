-- People who sign in, their teams, and their lines on phone systems.
-- The language is the part of SQL common to H2 and PostgreSQL; every constraint has a name.

create table app_user (
  id uuid not null,
  sign_in varchar(64) not null,
  name varchar(100) not null,
  -- The words of the name in lower case, a blank before each: one "like '% word%'" finds a person in any alphabet,
  -- whatever the collation of the database knows about upper case.
  name_words varchar(120) not null,
  password_hash varchar(200) not null,
  language varchar(2),
  enabled boolean not null,
  created_at timestamp with time zone not null,
  version bigint not null,
  constraint app_user_pk primary key (id),
  constraint app_user_sign_in_unique unique (sign_in),
  constraint app_user_sign_in_lower_case check (sign_in = lower(sign_in)),
  constraint app_user_language_known check (language in ('en', 'ru'))
);

create table app_user_role (
  user_id uuid not null,
  role varchar(20) not null,
  constraint app_user_role_pk primary key (user_id, role),
  constraint app_user_role_user_fk foreign key (user_id) references app_user (id) on delete cascade,
  constraint app_user_role_known check (role in ('AGENT', 'SUPERVISOR', 'ADMINISTRATOR'))
);
create index app_user_role_role_index on app_user_role (role);

create table team (
  id uuid not null,
  name varchar(100) not null,
  constraint team_pk primary key (id),
  constraint team_name_unique unique (name)
);

create table team_member (
  team_id uuid not null,
  user_id uuid not null,
  constraint team_member_pk primary key (team_id, user_id),
  constraint team_member_team_fk foreign key (team_id) references team (id) on delete cascade,
  constraint team_member_user_fk foreign key (user_id) references app_user (id) on delete cascade
);
create index team_member_user_index on team_member (user_id);

create table line (
  id uuid not null,
  user_id uuid not null,
  phone_system varchar(40) not null,
  number varchar(64) not null,
  -- The order in which a user's lines are shown and offered.
  position integer not null,
  version bigint not null,
  constraint line_pk primary key (id),
  constraint line_user_fk foreign key (user_id) references app_user (id) on delete cascade,
  constraint line_system_number_unique unique (phone_system, number)
);
create index line_user_index on line (user_id);

create table line_parameter (
  line_id uuid not null,
  name varchar(60) not null,
  content varchar(1000) not null,
  constraint line_parameter_pk primary key (line_id, name),
  constraint line_parameter_line_fk foreign key (line_id) references line (id) on delete cascade
);

create table line_secret (
  line_id uuid not null,
  name varchar(60) not null,
  ciphertext varchar(3000) not null,
  constraint line_secret_pk primary key (line_id, name),
  constraint line_secret_line_fk foreign key (line_id) references line (id) on delete cascade
);
