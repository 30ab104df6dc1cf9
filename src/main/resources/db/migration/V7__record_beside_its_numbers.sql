-- What a ring shows of a record stands beside each of its numbers: one probe of an index finds both.
alter table communication add column record_kind varchar(40);
alter table communication add column record_name varchar(250);
alter table communication add column record_second varchar(502); -- the line below the name

update communication set
  record_kind = (select kind from directory_record as record where record.id = communication.record_id),
  record_name = (select name from directory_record as record where record.id = communication.record_id),
  record_second = (
    select case
        when account.name is null and record.job_title = '' then record.city
        when account.name is null then record.job_title
        when record.job_title = '' then account.name
        else record.job_title || ', ' || account.name
      end
    from directory_record as record left join directory_record as account on account.id = record.account_id
    where record.id = communication.record_id);

alter table communication alter column record_kind set not null;
alter table communication alter column record_name set not null;
alter table communication alter column record_second set not null;
