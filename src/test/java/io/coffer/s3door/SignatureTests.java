package io.coffer.s3door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The examples of AWS' own pages, whose signatures are printed there. */
class SignatureTests {

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

	private static final String CREDENTIAL = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";

	private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");

	private static final String SEED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

	private static final List<String> CHUNKS = List.of(
			"ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
			"0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
			"b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");

	@Test
	void aGetWithARange() {
		MockHttpServletRequest request = request("GET", "/test.txt", Signature.EMPTY,
				"host;range;x-amz-content-sha256;x-amz-date",
				"f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
		request.addHeader("Range", "bytes=0-9");

		assertThat(isSigned(request)).isTrue();
		request.setRequestURI("/test2.txt");
		assertThat(isSigned(request)).isFalse();
	}

	@Test
	void aPutWithACharacterThatIsEncoded() {
		MockHttpServletRequest request = request("PUT", "/test$file.text",
				"44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
				"date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
				"98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
		request.addHeader("Date", "Fri, 24 May 2013 00:00:00 GMT");
		request.addHeader("x-amz-storage-class", "REDUCED_REDUNDANCY");

		assertThat(isSigned(request)).isTrue();
	}

	@Test
	void aQueryWithASubresourceAndOneWithParameters() {
		MockHttpServletRequest lifecycle = request("GET", "/", Signature.EMPTY, "host;x-amz-content-sha256;x-amz-date",
				"fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
		lifecycle.setQueryString("lifecycle");
		MockHttpServletRequest list = request("GET", "/", Signature.EMPTY, "host;x-amz-content-sha256;x-amz-date",
				"34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
		list.setQueryString("max-keys=2&prefix=J");

		assertThat(isSigned(lifecycle)).isTrue();
		assertThat(isSigned(list)).isTrue();
	}

	@Test
	void aPresignedUrlForADay() {
		MockHttpServletRequest request = presigned(86400);

		assertThat(isSigned(request)).isTrue();
		signed(request).requireTime(at(Duration.ofHours(24)));
		isRefused("AccessDenied", () -> signed(request).requireTime(at(Duration.ofHours(24).plusSeconds(1))));
		isRefused("RequestTimeTooSkewed", () -> signed(request).requireTime(at(Duration.ofMinutes(-16))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "604801", "1e3", "" })
	void aUrlThatLastsTooLongOrNotAtAllIsRefused(String seconds) {
		MockHttpServletRequest request = presigned(86400);
		request.setQueryString(String.valueOf(request.getQueryString()).replace("86400", seconds));

		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> signed(request).requireTime(at(Duration.ZERO)));
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, true", "PT15M, true", "-PT15M, true", "PT15M1S, false", "-PT15M1S, false" })
	void aRequestIsTakenForAQuarterOfAnHour(Duration later, boolean taken) {
		MockHttpServletRequest request = request("GET", "/", Signature.EMPTY, "host;x-amz-content-sha256;x-amz-date",
				SEED);

		if (taken) {
			signed(request).requireTime(at(later));
		}
		else {
			isRefused("RequestTimeTooSkewed", () -> signed(request).requireTime(at(later)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=", "Bearer x", "AWS4-HMAC-SHA256 ",
			"AWS4-HMAC-SHA256 Credential=x,SignedHeaders=host,Signature=x",
			"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=x-amz-date,Signature="
					+ SEED,
			"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/sts/aws4_request,SignedHeaders=host,Signature="
					+ SEED })
	void whatIsNoSignatureOfVersionFourIsRefused(String header) {
		MockHttpServletRequest request = request("GET", "/", Signature.EMPTY, "host", SEED);
		request.removeHeader("Authorization");
		request.addHeader("Authorization", header);

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> signed(request));
	}

	@Test
	void aBodyInSignedChunks() throws IOException {
		assertThat(chunked(body(CHUNKS), 66560)).hasSize(66560);
	}

	@Test
	void noByteOfABodyInSignedChunksCanBeChanged() throws IOException {
		byte[] whole = body(CHUNKS);
		for (int at : new int[] { 100, 65000, 66000, whole.length - 10 }) {
			byte[] changed = whole.clone();
			changed[at] ^= 1;
			assertThatExceptionOfType(ProblemException.class).as("byte %d", at)
				.isThrownBy(() -> chunked(changed, 66560));
		}
		isRefused("SignatureDoesNotMatch",
				() -> chunked(body(List.of(CHUNKS.get(0), CHUNKS.get(0), CHUNKS.get(2))), 66560));
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> chunked(whole, 66561));
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> chunked(whole, 66559));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> chunked(Arrays.copyOf(whole, whole.length - 200), 66560));
	}

	@Test
	void theChecksumThatIsSentByDefault() {
		Crc64Nvme checksum = new Crc64Nvme();
		byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
		checksum.update(digits, 0, digits.length);

		assertThat(checksum.getValue()).isEqualTo(0xAE8B14860A799888L);
	}

	private static byte[] chunked(byte[] body, long length) throws IOException {
		MockHttpServletRequest request = request("PUT", "/examplebucket/chunkObject.txt",
				"STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "host;x-amz-content-sha256;x-amz-date", SEED);
		request.addHeader("x-amz-decoded-content-length", String.valueOf(length));
		SignedRequest signed = signed(request);
		return new Payload(request, signed, new Signature(SECRET, signed)).open(new ByteArrayInputStream(body))
			.readAllBytes();
	}

	/** Sixty-five KiB of the letter a, as the page sends them. */
	private static byte[] body(List<String> signatures) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		int[] sizes = { 65536, 1024, 0 };
		for (int i = 0; i < sizes.length; i++) {
			byte[] letters = new byte[sizes[i]];
			Arrays.fill(letters, (byte) 'a');
			body.write((Integer.toHexString(sizes[i]) + ";chunk-signature=" + signatures.get(i) + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			body.write(letters);
			body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		return body.toByteArray();
	}

	private static boolean isSigned(MockHttpServletRequest request) {
		SignedRequest signed = signed(request);
		return new Signature(SECRET, signed).isOf(Signature.canonical(request, Query.of(request), signed));
	}

	private static SignedRequest signed(MockHttpServletRequest request) {
		return SignedRequest.of(request, Query.of(request)).orElseThrow();
	}

	private static MockHttpServletRequest request(String method, String path, String payload, String headers,
			String signature) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		request.addHeader("Host", "examplebucket.s3.amazonaws.com");
		request.addHeader("x-amz-date", "20130524T000000Z");
		request.addHeader("x-amz-content-sha256", payload);
		request.addHeader("Authorization",
				"AWS4-HMAC-SHA256 Credential=" + CREDENTIAL + ",SignedHeaders=" + headers + ",Signature=" + signature);
		return request;
	}

	private static MockHttpServletRequest presigned(int seconds) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/test.txt");
		request.addHeader("Host", "examplebucket.s3.amazonaws.com");
		request.setQueryString("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + CREDENTIAL.replace("/", "%2F")
				+ "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=" + seconds
				+ "&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
		return request;
	}

	private static Clock at(Duration later) {
		return Clock.fixed(TIME.plus(later), ZoneOffset.UTC);
	}

	private static void isRefused(String code, ThrowingCallable call) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(call)
			.satisfies((problem) -> assertThat(S3Error.of(problem).code()).isEqualTo(code));
	}

}
