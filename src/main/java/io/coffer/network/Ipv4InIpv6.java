package io.coffer.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The IPv4 addresses that an IPv6 address may lead to, where a network translates or
 * carries them: IPv4-compatible (<a href= "https://www.rfc-editor.org/rfc/rfc4291">RFC
 * 4291</a>), translated (<a href= "https://www.rfc-editor.org/rfc/rfc2765">RFC 2765</a>),
 * NAT64 (<a href= "https://www.rfc-editor.org/rfc/rfc6052">RFC 6052</a>) also of one's
 * own (<a href= "https://www.rfc-editor.org/rfc/rfc8215">RFC 8215</a>), 6to4
 * (<a href= "https://www.rfc-editor.org/rfc/rfc3056">RFC 3056</a>), Teredo
 * (<a href= "https://www.rfc-editor.org/rfc/rfc4380">RFC 4380</a>) and ISATAP
 * (<a href= "https://www.rfc-editor.org/rfc/rfc5214">RFC 5214</a>). Java itself turns
 * IPv4-mapped ones into IPv4.
 */
final class Ipv4InIpv6 {

	private static final int[] LAST = { 12, 13, 14, 15 };

	/** Which bytes are one, by what the address is of. */
	private enum Form {

		COMPATIBLE("::/96", LAST), TRANSLATED("::ffff:0:0:0/96", LAST), NAT64("64:ff9b::/96", LAST),
		OWN_NAT64("64:ff9b:1::/48", LAST, new int[] { 6, 7, 9, 10 }, new int[] { 7, 9, 10, 11 },
				new int[] { 9, 10, 11, 12 }),
		SIX_TO_FOUR("2002::/16", new int[] { 2, 3, 4, 5 }), TEREDO("2001::/32", new int[] { 4, 5, 6, 7 });

		@SuppressWarnings("ImmutableEnumChecker") // never changed
		private final AddressRange network;

		@SuppressWarnings("ImmutableEnumChecker")
		private final int[][] bytes;

		Form(String network, int[]... bytes) {
			this.network = new AddressRange(network);
			this.bytes = bytes;
		}

	}

	private Ipv4InIpv6() {
	}

	/** All of them; none in an IPv4 address. */
	static List<InetAddress> of(InetAddress address) {
		List<InetAddress> found = new ArrayList<>();
		if (address instanceof Inet6Address) {
			byte[] whole = address.getAddress();
			for (Form form : Form.values()) {
				if (form.network.contains(address)) {
					Arrays.stream(form.bytes).map((bytes) -> ipv4(whole, bytes, 0)).forEach(found::add);
				}
			}
			if (Form.TEREDO.network.contains(address)) {
				found.add(ipv4(whole, LAST, 0xff));
			}
			if ((whole[8] & 0xfd) == 0 && whole[9] == 0 && whole[10] == 0x5e && whole[11] == (byte) 0xfe) {
				found.add(ipv4(whole, LAST, 0));
			}
		}
		return found;
	}

	private static InetAddress ipv4(byte[] whole, int[] bytes, int mask) {
		byte[] part = new byte[bytes.length];
		IntStream.range(0, part.length).forEach((i) -> part[i] = (byte) (whole[bytes[i]] ^ mask));
		try {
			return InetAddress.getByAddress(part);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
