package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;

/** What is in a compressed file. */
enum Contents {

	/** One file, whatever is in it. */
	FILE {

		@Override
		Verdict read(InputStream unpacked, Meter meter) throws IOException {
			meter.entry();
			byte[] bytes = new byte[64 * 1024];
			for (int count = unpacked.read(bytes); count >= 0; count = unpacked.read(bytes)) {
				meter.content(count);
			}
			return (meter.bytes() > 0) ? Verdict.WHOLE
					: Verdict.of(Flaw.EMPTY, "The archive is whole, but there is nothing in it.");
		}

	},

	/** A tar. */
	TAR {

		@Override
		Verdict read(InputStream unpacked, Meter meter) throws IOException {
			return new TarReader(unpacked, meter).read();
		}

	};

	/** Reads all of it to its end. */
	abstract Verdict read(InputStream unpacked, Meter meter) throws IOException;

}
