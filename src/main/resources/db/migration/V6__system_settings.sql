-- Values of settings that serve a whole installation, such as the address of a phone system. What nobody set has no row.
create table system_setting (
  code varchar(60) not null,
  text varchar(1000) not null, -- "value" is a word of SQL
  constraint system_setting_pk primary key (code)
);
