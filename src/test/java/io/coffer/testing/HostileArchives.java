package io.coffer.testing;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** Small archives that took a library's memory, stack or time, by their names. */
public final class HostileArchives {

	private static final int MANY = 60_000;

	/** One archive of each kind, by the file name that tells its type. */
	private static final Map<String, Supplier<byte[]>> ALL = Map.ofEntries(
			Map.entry("long-name-chain.tar.gz", () -> gzip(repeating(joined(header('L', 512), new byte[512]), MANY))),
			Map.entry("pax-chain.tar.gz", () -> gzip(repeating(joined(header('x', 512), record("9 a=bcde\n")), MANY))),
			Map.entry("pax-sparse-map.tar.gz", () -> gzip(HostileArchives::writePaxMap)),
			Map.entry("long-name.tar.gz", () -> gzip((out) -> {
				out.write(header('L', 100 << 20));
				repeating(new byte[1 << 20], 100).write(out);
			})), Map.entry("sparse-map-in-blocks.tar.gz", () -> gzip(HostileArchives::writeSparseMap)),
			Map.entry("size-of-exabytes.tar.gz", () -> gzip((out) -> out.write(header('0', Long.MAX_VALUE / 2)))),
			Map.entry("many-members.gz", () -> written(repeating(gzip((out) -> out.flush()), 50_000))),
			Map.entry("long-name.gz", () -> longName()), Map.entry("window.zst", () -> window(17)),
			Map.entry("window-of-gibibytes.zst", () -> window(21)),
			Map.entry("window-of-terabytes.zst", () -> window(31)), Map.entry("noughts.zst", () -> noughts()),
			Map.entry("huge-counts.7z",
					() -> sevenZip(new byte[] { 1, 4, 6, 0, -1, -1, -1, -1, -1, -1, -1, -1, 0x7f, 9 })),
			Map.entry("many-folders.7z", () -> sevenZip(new byte[] { 1, 4, 7, 11, -16, -1, -1, -1, 0x7f, 0 })),
			Map.entry("large-dictionary.7z",
					() -> sevenZip(new byte[] { 23, 6, 0, 1, 9, 5, 0, 7, 11, 1, 0, 1, 0x23, 3, 1, 1, 5, 93, -1, -1, -1,
							-1, 12, -16, -1, -1, -1, 0x1f, 0, 0 })),
			Map.entry("header-of-itself.7z",
					() -> sevenZip(new byte[] { 23, 6, 0, 1, 9, 20, 0, 7, 11, 1, 0, 1, 1, 0, 12, 20, 0, 0 })),
			Map.entry("many-ends.zip", () -> written(repeating("PK\5\6".getBytes(StandardCharsets.US_ASCII), 100_000))),
			Map.entry("shared-content.zip", () -> sharedContent()));

	private HostileArchives() {
	}

	public static Set<String> names() {
		return ALL.keySet();
	}

	/** The archive of that name, made anew. */
	public static byte[] of(String name) {
		return Objects.requireNonNull(ALL.get(name), name).get();
	}

	/**
	 * Entries that all are the same bytes, in a directory that names none of them twice.
	 */
	private static byte[] sharedContent() {
		byte[] content = noughtsDeflated();
		byte[] local = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN).putInt(0x04034b50).array();
		byte[] entry = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN).putInt(0x02014b50).array();
		byte[] directory = written(repeating(entry, 100_000));
		ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x06054b50);
		end.putShort(10, (short) 100_000).putInt(12, directory.length).putInt(16, local.length + content.length);
		return joined(local, content, directory, end.array());
	}

	private static byte[] noughtsDeflated() {
		return Arrays.copyOfRange(gzip(repeating(new byte[1 << 10], 1 << 10)), 10, 800);
	}

	private static byte[] longName() {
		byte[] name = new byte[20 << 20];
		Arrays.fill(name, (byte) 'n');
		byte[] gzip = gzip((out) -> out.write('x'));
		gzip[3] = 8;
		return joined(Arrays.copyOf(gzip, 10), name, new byte[1], Arrays.copyOfRange(gzip, 10, gzip.length));
	}

	/** A frame of that window, two to the power of ten more, that holds one byte. */
	private static byte[] window(int exponent) {
		return new byte[] { 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (exponent << 3), 9, 0, 0, 'x' };
	}

	private static byte[] noughts() {
		return written((out) -> {
			try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out)) {
				repeating(new byte[1 << 20], 200).write(zstd);
			}
		});
	}

	private static void writePaxMap(OutputStream out) throws IOException {
		int entries = 4_000_000;
		String key = " GNU.sparse.map=";
		int length = 8 + key.length() + 4 * entries + 1;
		out.write(header('x', length));
		out.write((length + key).getBytes(StandardCharsets.US_ASCII));
		repeating("0,0,".getBytes(StandardCharsets.US_ASCII), entries).write(out);
		out.write('\n');
		out.write(new byte[-length & 511]);
	}

	private static void writeSparseMap(OutputStream out) throws IOException {
		byte[] first = header('S', 0);
		first[482] = 1;
		out.write(checked(first));
		byte[] more = new byte[512];
		Arrays.fill(more, (byte) '1');
		repeating(more, MANY).write(out);
	}

	/** The start header, something packed, and this as the header at the end. */
	private static byte[] sevenZip(byte[] header) {
		byte[] packed = Arrays.copyOf(header, 20);
		ByteBuffer start = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
		start.put(new byte[] { '7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0, 4 });
		start.putLong(12, packed.length).putLong(20, header.length).putInt(28, crc(header, 0));
		start.putInt(8, crc(start.array(), 12));
		return joined(start.array(), packed, header);
	}

	private static int crc(byte[] bytes, int from) {
		CRC32 crc = new CRC32();
		crc.update(bytes, from, bytes.length - from);
		return (int) crc.getValue();
	}

	private static byte[] record(String record) {
		return Arrays.copyOf(record.repeat(512 / record.length()).concat("\n").getBytes(StandardCharsets.US_ASCII),
				512);
	}

	private static byte[] header(char type, long size) {
		byte[] header = new byte[512];
		header[0] = 'n';
		header[156] = (byte) type;
		TarUtils.formatLongOctalOrBinaryBytes(size, header, 124, 12);
		return checked(header);
	}

	private static byte[] checked(byte[] header) {
		Arrays.fill(header, 148, 156, (byte) ' ');
		TarUtils.formatCheckSumOctalBytes(TarUtils.computeCheckSum(header), header, 148, 8);
		return header;
	}

	private static byte[] gzip(Writing content) {
		return written((out) -> {
			try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
				content.write(gzip);
			}
		});
	}

	private static Writing repeating(byte[] bytes, int times) {
		return (out) -> {
			for (int i = 0; i < times; i++) {
				out.write(bytes);
			}
		};
	}

	private static byte[] joined(byte[]... parts) {
		return written((out) -> {
			for (byte[] part : parts) {
				out.write(part);
			}
		});
	}

	private static byte[] written(Writing writing) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			writing.write(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	/** Writes bytes. */
	@FunctionalInterface
	private interface Writing {

		void write(OutputStream out) throws IOException;

	}

}
