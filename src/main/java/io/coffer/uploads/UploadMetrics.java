package io.coffer.uploads;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Measures uploads from the first field of the form to the answer. What may fail is there
 * from the start with a count of nought, so that the first failure is seen as a change.
 */
@Component
public class UploadMetrics {

	private static final String NO_PROBLEM = "none";

	private final MeterRegistry registry;

	private final MeterProvider<Timer> uploads;

	private final DistributionSummary bytes;

	UploadMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.uploads = Timer.builder("coffer.uploads").description("Uploads, by how they ended").withRegistry(registry);
		this.bytes = DistributionSummary.builder("coffer.uploads.bytes")
			.baseUnit(BaseUnits.BYTES)
			.description("Sizes of the archives that were stored")
			.register(registry);
		this.uploads.withTags(tags("stored", NO_PROBLEM));
		this.uploads.withTags(tags("repeated", NO_PROBLEM));
		Stream.of(ProblemType.values())
			.filter(UploadMetrics::isFailure)
			.map(UploadMetrics::tags)
			.forEach(this.uploads::withTags);
	}

	/** Does an upload and records how it ended. */
	public StoredUpload measure(Supplier<StoredUpload> upload) {
		Timer.Sample sample = Timer.start(this.registry);
		Tags tags = tags(ProblemType.INTERNAL_ERROR);
		try {
			StoredUpload result = upload.get();
			tags = tags(result.created() ? "stored" : "repeated", NO_PROBLEM);
			if (result.created()) {
				this.bytes.record((double) result.backup().size());
			}
			return result;
		}
		catch (ProblemException ex) {
			tags = tags(ex.type());
			throw ex;
		}
		finally {
			sample.stop(this.uploads.withTags(tags));
		}
	}

	private static boolean isFailure(ProblemType problem) {
		return problem.status() >= 500 && problem != ProblemType.QUOTA_EXCEEDED;
	}

	private static Tags tags(ProblemType problem) {
		return tags(isFailure(problem) ? "failed" : "refused", problem.code());
	}

	private static Tags tags(String outcome, String problem) {
		return Tags.of("outcome", outcome, "problem", problem);
	}

}
