-- What the phone system calls the recording of a call; null when there is none. Never a link: those carry tokens.
alter table call_record add column recording varchar(250);

-- Who listened to a recording or took a copy of it.
create table recording_listening (
  id      uuid                     not null,
  call_id uuid                     not null,
  user_id uuid                     not null,
  opening uuid                     not null, -- the player's: what it asks for by and by is one listening
  way     varchar(10)              not null,
  at      timestamp with time zone not null,
  constraint recording_listening_pk primary key (id),
  constraint recording_listening_call_fk foreign key (call_id) references call_record (id),
  constraint recording_listening_user_fk foreign key (user_id) references app_user (id),
  constraint recording_listening_way_known check (way in ('PLAYED', 'DOWNLOADED'))
);
create index recording_listening_of_call on recording_listening (call_id, at);
