package io.coffer.integrity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** ZIPs as different writers make them. */
final class Zips {

	static final byte[] LOCAL = { 'P', 'K', 3, 4 };

	static final byte[] CENTRAL = { 'P', 'K', 1, 2 };

	static final byte[] END = { 'P', 'K', 5, 6 };

	private Zips() {
	}

	/** As a JDK does: deflated, with descriptors. */
	static byte[] streamed(String... names) {
		return Bytes.written((out) -> {
			try (ZipOutputStream zip = new ZipOutputStream(out)) {
				for (String name : names) {
					zip.putNextEntry(new ZipEntry(name));
					zip.write(content(name));
				}
			}
		});
	}

	/** As writers do that can seek: sizes and checksums come first. */
	static byte[] seeking(Zip64Mode zip64, int method, String... names) {
		SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
		try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
			zip.setUseZip64(zip64);
			zip.setComment("made by a test");
			for (String name : names) {
				ZipArchiveEntry entry = new ZipArchiveEntry(name);
				entry.setMethod(method);
				zip.putArchiveEntry(entry);
				zip.write(content(name));
				zip.closeArchiveEntry();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Arrays.copyOf(channel.array(), (int) channel.size());
	}

	/**
	 * As writers do that cannot seek and do not compress: one entry, described behind it.
	 */
	static byte[] storedWithDescriptor(byte[] content, boolean wide) {
		CRC32 crc = new CRC32();
		crc.update(content);
		byte[] local = bytes(header(30, 0x04034b50).putShort(6, (short) 8).putShort(26, (short) 1));
		ByteBuffer descriptor = header(wide ? 24 : 16, 0x08074b50).putInt(4, (int) crc.getValue());
		if (wide) {
			descriptor.putLong(8, content.length).putLong(16, content.length);
		}
		else {
			descriptor.putInt(8, content.length).putInt(12, content.length);
		}
		byte[] central = bytes(header(46, 0x02014b50).putShort(8, (short) 8)
			.putInt(16, (int) crc.getValue())
			.putInt(20, content.length)
			.putInt(24, content.length)
			.putShort(28, (short) 1));
		byte[] end = bytes(header(22, 0x06054b50).putShort(8, (short) 1)
			.putShort(10, (short) 1)
			.putInt(12, 47)
			.putInt(16, 31 + content.length + descriptor.capacity()));
		byte[] name = { 'a' };
		return Bytes.joined(local, name, content, bytes(descriptor), central, name, end);
	}

	/** As programs do that know no Zip64, however many empty entries there are. */
	static byte[] withoutZip64(String... names) {
		return Bytes.written((out) -> {
			ByteArrayOutputStream directory = new ByteArrayOutputStream();
			int offset = 0;
			for (String name : names) {
				byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
				out.write(bytes(header(30, 0x04034b50).putShort(26, (short) bytes.length)));
				out.write(bytes);
				directory.write(bytes(header(46, 0x02014b50).putShort(28, (short) bytes.length).putInt(42, offset)));
				directory.write(bytes);
				offset += 30 + bytes.length;
			}
			directory.writeTo(out);
			out.write(bytes(header(22, 0x06054b50).putShort(8, (short) names.length)
				.putShort(10, (short) names.length)
				.putInt(12, directory.size())
				.putInt(16, offset)));
		});
	}

	/** What every entry of that name holds here: half of it compresses. */
	static byte[] content(String name) {
		return Bytes.joined(Bytes.random(100 + name.length()), name.repeat(40).getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.capacity()];
		buffer.get(0, bytes);
		return bytes;
	}

	private static ByteBuffer header(int length, int signature) {
		return ByteBuffer.wrap(new byte[length]).order(ByteOrder.LITTLE_ENDIAN).putInt(0, signature);
	}

}
