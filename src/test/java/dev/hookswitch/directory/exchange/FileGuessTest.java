package dev.hookswitch.directory.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.directory.exchange.FileFormat.Csv;
import dev.hookswitch.directory.exchange.FileFormat.Header;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileGuessTest {
  private static final Charset CYRILLIC = Charset.forName("windows-1251");
  private static final Charset WESTERN = Charset.forName("windows-1252");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "'Name,Phone\nA, B,1\n'!,",
        "'Name;Phone\nA;+1 555 0100\nB;2\n'!;",
        "'Name\tPhone\nA, b\t1\n'!'\t'",
        "'Name|Phone\nA|1\n'!|",
        "'Name\nAnna Berg\n'!,",
      })
  void delimiter_ofATable_isFound(String text, String expected) throws IOException {
    assertThat(csv(text, StandardCharsets.UTF_8).delimiter()).isEqualTo(expected.charAt(0));
  }

  @Test
  void charset_ofATable_isFound() throws IOException {
    assertThat(csv("Имя;Телефон\nМарта;1\n", StandardCharsets.UTF_8).charset())
        .isEqualTo(StandardCharsets.UTF_8);
    assertThat(csv("\uFEFFИмя;Телефон\nМарта;1\n", StandardCharsets.UTF_8).charset())
        .isEqualTo(StandardCharsets.UTF_8);
    assertThat(csv("Имя;Телефон\nМарта;1\n", CYRILLIC).charset()).isEqualTo(CYRILLIC);
    assertThat(csv("Name;Phone\nZoë Müller;1\n", WESTERN).charset()).isEqualTo(WESTERN);
    assertThat(csv("\uFEFFName;Phone\nZoë;1\n", StandardCharsets.UTF_16LE).charset())
        .isEqualTo(StandardCharsets.UTF_16LE);
    assertThat(csv("Name,Phone\nAnna,1\n", StandardCharsets.US_ASCII).charset())
        .isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void header_aLineOfNumbers_isNone() throws IOException {
    assertThat(csv("Anna Berg,+44 20 7946 0958\nB,2\n", StandardCharsets.UTF_8).header())
        .isEqualTo(Header.NONE);
    assertThat(csv("Wer,Nummer\nA,2\n", StandardCharsets.UTF_8).header())
        .isEqualTo(Header.FIRST_LINE);
  }

  @Test
  void vCard_isKnownByItsFirstLine() throws IOException {
    assertThat(FileGuess.of(file("\uFEFFBEGIN:VCARD\r\n", StandardCharsets.UTF_8)))
        .isInstanceOf(FileFormat.VCard.class);
  }

  @Test
  void columns_namedInEnglishOrRussian_areKnown() {
    assertThat(
            FileGuess.columns(
                List.of("E-mail Address", "Mobile_Phone", "Phone 2", "First Name", "Shoe size")))
        .containsExactly(
            Column.EMAIL, Column.MOBILE, Column.WORK, Column.FIRST_NAME, Column.IGNORED);
    assertThat(FileGuess.columns(List.of("ФИО", "Сотовый", "Организация", "Эл. почта", "Город")))
        .containsExactly(Column.NAME, Column.MOBILE, Column.ACCOUNT, Column.EMAIL, Column.CITY);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          =1+1,        '''=1+1'
          +44 20,      '''+44 20'
          -1,          '''-1'
          @SUM(A1),    '''@SUM(A1)'
          '''quoted',  '''''quoted'
          O'Neill,     O'Neill
          Anna,        Anna
          """)
  void cell_thatASpreadsheetWouldCalculate_isText(String cell, String written) {
    assertThat(Cells.defuse(cell)).isEqualTo(written);
    assertThat(Cells.undo(written)).isEqualTo(cell);
  }

  private Csv csv(String text, Charset charset) throws IOException {
    return (Csv) FileGuess.of(file(text, charset));
  }

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("file"), text.getBytes(charset));
  }
}
