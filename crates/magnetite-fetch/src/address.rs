//! Which addresses are public. Every row of the IANA special-purpose registries (RFC 6890) is refused, also those that are reachable from everywhere:
//! no firm's site stands there. Of IPv6 only global unicast 2000::/3 is let through, and where an IPv4 address is embedded (mapped, NAT64, 6to4,
//! ISATAP), that one is judged.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// True when a connection to this address leaves for the public internet.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// (network, prefix length) of everything that is not the public internet.
const REFUSED_V4: [([u8; 4], u32); 19] = [
    ([0, 0, 0, 0], 8),        // this network, RFC 791
    ([10, 0, 0, 0], 8),       // private, RFC 1918
    ([100, 64, 0, 0], 10),    // carrier-grade NAT, RFC 6598
    ([127, 0, 0, 0], 8),      // loopback
    ([168, 63, 129, 16], 32), // a cloud's host agent on a public-looking address
    ([169, 254, 0, 0], 16),   // link-local and metadata, RFC 3927
    ([172, 16, 0, 0], 12),    // private
    ([192, 0, 0, 0], 24),     // IETF protocol assignments
    ([192, 0, 2, 0], 24),     // documentation, RFC 5737
    ([192, 31, 196, 0], 24),  // AS112, RFC 7535
    ([192, 52, 193, 0], 24),  // AMT, RFC 7450
    ([192, 88, 99, 0], 24),   // 6to4 relay, RFC 7526
    ([192, 168, 0, 0], 16),   // private
    ([192, 175, 48, 0], 24),  // AS112, RFC 7534
    ([198, 18, 0, 0], 15),    // benchmarking, RFC 2544
    ([198, 51, 100, 0], 24),  // documentation
    ([203, 0, 113, 0], 24),   // documentation
    ([224, 0, 0, 0], 4),      // multicast
    ([240, 0, 0, 0], 4),      // reserved, and the broadcast address
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    !REFUSED_V4.iter().any(|(network, length)| {
        let mask = u32::MAX << (32 - length);
        bits & mask == u32::from(Ipv4Addr::from(*network))
    })
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let tail = Ipv4Addr::from((u32::from(g) << 16) | u32::from(h));
    match (a, b, c, d, e, f) {
        // ::ffff:a.b.c.d mapped, and NAT64 64:ff9b::a.b.c.d (RFC 6052), through which an IPv6-only network reaches everything
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => return is_public_v4(tail),
        _ => {}
    }
    if a & 0xe000 != 0x2000 {
        return false;
    }
    let refused = match a {
        0x2001 => b < 0x0200 || b == 0x0db8,  // IETF assignments (Teredo, AMT, ORCHID, benchmarking, …), and documentation
        0x2620 => b == 0x004f && c == 0x8000, // AS112, RFC 7534
        0x3fff => b < 0x1000,                 // documentation, RFC 9637
        0x3ffe => true,                       // the old 6bone
        _ => false,
    };
    if refused {
        return false;
    }
    if a == 0x2002 {
        // 6to4: the gateway's IPv4 address follows the prefix
        return is_public_v4(Ipv4Addr::from((u32::from(b) << 16) | u32::from(c)));
    }
    // ISATAP (RFC 5214): interface identifier [02]00:5efe:a.b.c.d
    if (e == 0 || e == 0x0200) && f == 0x5efe {
        return is_public_v4(tail);
    }
    true
}
