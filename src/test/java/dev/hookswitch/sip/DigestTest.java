package dev.hookswitch.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.sip.Digest.Algorithm;
import dev.hookswitch.sip.Digest.Auth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {
  /** RFC 7616 §3.9.1. */
  @ParameterizedTest
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "SHA_256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void response_toTheExampleOfTheStandard_isThatOfTheStandard(
      Algorithm algorithm, String response) {
    var auth = new Auth("00000001", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    assertThat(
            Digest.response(
                algorithm,
                "Mufasa",
                "http-auth@example.org",
                "Circle of Life",
                "GET",
                "/dir/index.html",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                auth))
        .isEqualTo(response);
  }

  /** RFC 2069 §2.4 as its erratum 749 corrects it: no {@code qop}. */
  @Test
  void response_withoutQop_isThatOfTheOlderStandard() {
    assertThat(
            Digest.response(
                Algorithm.MD5,
                "Mufasa",
                "testrealm@host.com",
                "CircleOfLife",
                "GET",
                "/dir/index.html",
                "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                null))
        .isEqualTo("1949323746fe6a43ef61f9606e7febea");
  }
}
