package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_ATTACHMENT;
import static dev.hookswitch.calls.store.generated.Tables.CALL_ATTACHMENT_PART;
import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.hookswitch.calls.Attachment;
import dev.hookswitch.calls.Attachments;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.CallNotFound;
import dev.hookswitch.calls.store.generated.tables.records.CallAttachmentRecord;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

@Repository
@Transactional(rollbackFor = IOException.class)
class JooqAttachments implements Attachments {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  /** What is in memory of a file; H2 keeps no more than a mebibyte in one field. */
  private static final int PART = 512 * 1024;

  private static final String ANY_TYPE = "application/octet-stream";

  private final DSLContext db;
  private final CallAccess access;
  private final ApplicationEventPublisher news;
  private final Clock clock;
  private final long limit;

  JooqAttachments(
      DSLContext db,
      CallAccess access,
      ApplicationEventPublisher news,
      Clock clock,
      @Value("${hookswitch.calls.attachment-limit:10MB}") DataSize limit) {
    this.db = db;
    this.access = access;
    this.news = news;
    this.clock = clock;
    this.limit = limit.toBytes();
  }

  @Override
  public long limit() {
    return limit;
  }

  @Override
  @Transactional(readOnly = true)
  public List<Attachment> of(Person viewer, UUID call) {
    return db.select(CALL_ATTACHMENT.fields())
        .from(CALL_ATTACHMENT)
        .join(CALL_RECORD)
        .on(CALL_RECORD.ID.eq(CALL_ATTACHMENT.CALL_ID))
        .where(CALL_ATTACHMENT.CALL_ID.eq(call), access.seenBy(viewer))
        .orderBy(CALL_ATTACHMENT.ADDED_AT, CALL_ATTACHMENT.ID)
        .fetchInto(CALL_ATTACHMENT)
        .map(JooqAttachments::attachment);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Attachment> find(Person viewer, UUID attachment) {
    return db.select(CALL_ATTACHMENT.fields())
        .from(CALL_ATTACHMENT)
        .join(CALL_RECORD)
        .on(CALL_RECORD.ID.eq(CALL_ATTACHMENT.CALL_ID))
        .where(CALL_ATTACHMENT.ID.eq(attachment), access.seenBy(viewer))
        .fetchOptionalInto(CALL_ATTACHMENT)
        .map(JooqAttachments::attachment);
  }

  @Override
  public Attachment add(Person by, UUID call, String name, String mediaType, InputStream content)
      throws IOException {
    CallRecordRecord owner = access.require(by, call);
    var row = new CallAttachmentRecord();
    row.setId(IDS.generate());
    row.setCallId(call);
    row.setName(withoutPath(name));
    row.setMediaType(mediaType.isBlank() || mediaType.length() > 100 ? ANY_TYPE : mediaType);
    row.setBytes(0L);
    row.setAddedBy(by.id().value());
    row.setAddedAt(CallRows.utc(clock.instant()));
    db.executeInsert(row);
    row.setBytes(store(row.getId(), content));
    db.executeUpdate(row);
    changed(call, owner.getUserId());
    return attachment(row);
  }

  @Override
  @Transactional(readOnly = true)
  public void copy(Person viewer, UUID attachment, OutputStream out) throws IOException {
    Attachment known = find(viewer, attachment).orElseThrow(() -> new CallNotFound(attachment));
    for (int part = 0; (long) part * PART < known.bytes(); part++) {
      out.write(
          db.select(CALL_ATTACHMENT_PART.CONTENT)
              .from(CALL_ATTACHMENT_PART)
              .where(
                  CALL_ATTACHMENT_PART.ATTACHMENT_ID.eq(attachment),
                  CALL_ATTACHMENT_PART.PART.eq(part))
              .fetchSingle()
              .value1());
    }
  }

  @Override
  public void remove(Person by, UUID attachment) {
    find(by, attachment)
        .ifPresent(known -> {
          db.deleteFrom(CALL_ATTACHMENT).where(CALL_ATTACHMENT.ID.eq(attachment)).execute();
          changed(known.call(), access.require(by, known.call()).getUserId());
        });
  }

  private long store(UUID attachment, InputStream content) throws IOException {
    long bytes = 0;
    int part = 0;
    for (byte[] read = content.readNBytes(PART); read.length > 0; read = content.readNBytes(PART)) {
      bytes += read.length;
      if (bytes > limit) {
        throw new TooLarge(limit);
      }
      db.insertInto(CALL_ATTACHMENT_PART)
          .set(CALL_ATTACHMENT_PART.ATTACHMENT_ID, attachment)
          .set(CALL_ATTACHMENT_PART.PART, part++)
          .set(CALL_ATTACHMENT_PART.CONTENT, read)
          .execute();
    }
    return bytes;
  }

  private void changed(UUID call, UUID owner) {
    news.publishEvent(new CallChanged(call, new UserId(owner), Phase.WORKED_ON));
  }

  private static String withoutPath(String told) {
    String clean = CallRows.cut(told).replaceAll("[\\p{Cntrl}\"]", "");
    String name = clean.substring(Math.max(clean.lastIndexOf('/'), clean.lastIndexOf('\\')) + 1);
    return name.isBlank() ? "file" : name;
  }

  private static Attachment attachment(CallAttachmentRecord row) {
    return new Attachment(
        row.getId(),
        row.getCallId(),
        row.getName(),
        row.getMediaType(),
        row.getBytes(),
        new UserId(row.getAddedBy()),
        row.getAddedAt().toInstant());
  }
}
