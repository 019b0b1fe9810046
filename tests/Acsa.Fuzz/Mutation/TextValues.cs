using System.Text;

namespace Acsa.Fuzz;

/// <summary>Text at which readers of numbers, dates, names, UIDs and character sets break.</summary>
internal static class TextValues
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "1.5", "-1.5e3", "1e400", "-1e400", "1E-400", "9999999999999999", "NaN", "Infinity", "-", "+", ".", "1.", ".5",
        "1e", "e5",
        "1,5", "0x10", " 12 ", "1 2", "2147483648", "-2147483649", "79228162514264337593543950336", "1\\2\\3", "\\", "\\\\\\\\", "٣",
        "1_0", "1e-30",
        "123456789012345678901234567890123456789012345678901234567890",
    ];

    private static readonly string[] Times =
    [
        "20240229", "20230229", "20241301", "2024", "1993.08.22", "00000000", "99991231", "20240101-20241231", "-20241231", "2024010",
        "235960",
        "240000", "1200", "12", "120000.123456", "120000.1234567", "20240101120000.000000+1400", "20240101120000-1201", "123Y", "000D",
        "5X", "::",
    ];

    private static readonly string[] Terms =
    [
        "ISO_IR 6", "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 126", "ISO_IR 127", "ISO_IR 138", "ISO_IR 144",
        "ISO_IR 148",
        "ISO_IR 166", "ISO_IR 203", "ISO_IR 13", "ISO_IR 192", "GB18030", "GBK", "ISO 2022 IR 6", "ISO 2022 IR 87", "ISO 2022 IR 159",
        "ISO 2022 IR 149", "ISO 2022 IR 58", "\\ISO 2022 IR 87", "ISO 2022 IR 13\\ISO 2022 IR 87", "\\ISO 2022 IR 149", "ISO-IR-100",
        "UTF-8",
        "iso_ir 100", "nonsense", "", "\\", "ISO_IR 192\\ISO_IR 100",
    ];

    private static readonly string[] Escapes =
    [
        "\u001b(B", "\u001b(J", "\u001b)I", "\u001b$B", "\u001b$@", "\u001b$(D", "\u001b$)C", "\u001b$)A", "\u001b-A", "\u001b-F",
        "\u001b-G", "\u001b-T", "\u001b", "\u001b$", "\u001b(", "\u001b%G", "\u001b.A",
    ];

    private static readonly string[] Codes =
    [
        "MONOCHROME1", "MONOCHROME2", "RGB", "PALETTE COLOR", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_RCT", "YBR_ICT",
        "ARGB", "01", "",
    ];

    private static readonly string[] Uids =
    [
        "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.50",
        "1.2.840.10008.1.2.5",
        "1.2.840.10008.5.1.4.1.1.6.1", "1.2.3", "1.2.", ".", "", "1..2", "1.02", "2.25.340282366920938463463374607431768211455", "abc",
        "1.2.840.10008.1.2.4.95", "1.2.840.113619.5.2",
    ];

    public static byte[] Any(string vr, FuzzRandom random)
    {
        var bytes = Raw(vr, random);
        return bytes.Length % 2 == 0 || random.OneIn(10) ? bytes : [.. bytes, vr == "UI" ? (byte)0 : (byte)' '];
    }

    public static string Term(FuzzRandom random) => random.Pick(Terms);

    public static string Number(FuzzRandom random) => random.Pick(Numbers);

    /// <summary>Text with escape sequences, delimiters and bytes of other character sets.</summary>
    public static byte[] Escaped(FuzzRandom random)
    {
        var bytes = new List<byte>();
        for (var i = random.Small(12) + 1; i > 0; i--)
        {
            switch (random.Next(6))
            {
                case 0: bytes.AddRange(Encoding.ASCII.GetBytes(random.Pick(Escapes))); break;
                case 1: bytes.AddRange(random.Bytes(random.Small(6))); break;
                case 2: bytes.Add((byte)random.Next(0xA0, 0x100)); break;
                case 3: bytes.AddRange(Encoding.ASCII.GetBytes(random.Pick<string>(["\\", "^", "=", "\r\n", "\t", "Yamada"]))); break;
                case 4: bytes.AddRange(Encoding.UTF8.GetBytes(random.Pick<string>(["é", "山", "김", "😀", "Ю"]))); break;
                default: bytes.AddRange([(byte)random.Next(0x21, 0x7F), (byte)random.Next(0x21, 0x7F)]); break;
            }
        }
        return [.. bytes];
    }

    private static byte[] Raw(string vr, FuzzRandom random)
    {
        if (random.OneIn(8)) return random.Bytes(random.Small(70));
        if (random.OneIn(40)) return [.. Enumerable.Repeat((byte)'\\', random.Small(4000))];
        var text = vr switch
        {
            "DS" or "IS" => random.Pick(Numbers),
            "DA" or "TM" or "DT" or "AS" => random.Pick(Times),
            "CS" => random.OneIn(2) ? random.Pick(Terms) : random.Pick(Codes),
            "UI" => random.Pick(Uids),
            _ => null,
        };
        return text is null ? Escaped(random) : Encoding.UTF8.GetBytes(text);
    }
}
