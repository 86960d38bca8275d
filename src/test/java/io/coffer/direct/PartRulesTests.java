package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.coffer.problems.ProblemException;
import io.coffer.storage.UploadedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartRulesTests {

	private static final long MIB = 1024 * 1024;

	@ParameterizedTest
	@ValueSource(strings = { "1", "5", "5 1", "5 5", "9 5 6" })
	void mostStoresTakePartsOfAnySizeFromFiveMebibytes(String mebibytes) {
		assertThatNoException().isThrownBy(() -> PartRules.requireJoinable(parts(mebibytes), null, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "9", "5 5", "8 8 1", "8 8 8" })
	void someTakePartsOfOneSizeAndALastOneThatIsNotLarger(String mebibytes) {
		assertThatNoException().isThrownBy(() -> PartRules.requireJoinable(parts(mebibytes), null, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "8 5 5", "5 8 8", "5 6", "8 8 9" })
	void othersAreRefusedThere(String mebibytes) {
		isRefused("invalid-parts", () -> PartRules.requireJoinable(parts(mebibytes), null, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "4 5", "5 4 5", "0 5" })
	void onlyTheLastPartMayBeSmall(String mebibytes) {
		isRefused("invalid-parts", () -> PartRules.requireJoinable(parts(mebibytes), null, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0" })
	void nothingIsNoArchive(String mebibytes) {
		isRefused("empty-body", () -> PartRules.requireJoinable(parts(mebibytes), null, false));
	}

	@Test
	void aStoreThatTellsNoEntityTagsIsBelieved() {
		List<UploadedPart> parts = List.of(new UploadedPart(1, "", MIB));

		assertThatNoException().isThrownBy(() -> PartRules.requireJoinable(parts, Map.of(1, "\"any\""), false));
	}

	@Test
	void whatIsMissingIsNamedInTheMiddleAndAtTheEnd() {
		List<UploadedPart> parts = List.of(new UploadedPart(2, "\"2\"", 5 * MIB), new UploadedPart(4, "\"4\"", MIB));

		ProblemException refusal = isRefused("upload-incomplete",
				() -> PartRules.requireAll(parts, -1, Map.of(2, "\"2\"", 5, "\"5\"")));

		assertThat(refusal.properties()).containsEntry("missing", List.of(1, 3, 5));
		isRefused("upload-incomplete", () -> PartRules.requireAll(parts, 6 * MIB, null));
	}

	@Test
	void onlyTheFirstHundredThatAreMissingAreNamed() {
		List<UploadedPart> last = List.of(new UploadedPart(10_000, "\"x\"", 1));

		ProblemException refusal = isRefused("upload-incomplete", () -> PartRules.requireAll(last, 10, null));

		assertThat(refusal.properties().get("missing")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.hasSize(100)
			.startsWith(1, 2);
	}

	@Test
	void bytesAreHeldToWhatWasDeclared() {
		assertThatNoException().isThrownBy(() -> PartRules.requireNoMore(parts("5 5"), -1));
		assertThatNoException().isThrownBy(() -> PartRules.requireNoMore(parts("5 5"), 10 * MIB));
		isRefused("invalid-parts", () -> PartRules.requireNoMore(parts("5 5"), 10 * MIB - 1));
		isRefused("upload-incomplete", () -> PartRules.requireAll(parts("5 5"), 10 * MIB + 1, null));
	}

	/** Of so many mebibytes each. */
	private static List<UploadedPart> parts(String mebibytes) {
		List<UploadedPart> parts = new ArrayList<>();
		for (String size : mebibytes.isEmpty() ? new String[0] : mebibytes.split(" ")) {
			parts.add(new UploadedPart(parts.size() + 1, "\"" + parts.size() + "\"", Long.parseLong(size) * MIB));
		}
		return parts;
	}

	private static ProblemException isRefused(String code, ThrowingCallable check) {
		List<ProblemException> thrown = new ArrayList<>();
		assertThatExceptionOfType(ProblemException.class).isThrownBy(check).satisfies(thrown::add);
		assertThat(thrown.get(0).type().code()).isEqualTo(code);
		return thrown.get(0);
	}

}
