using System.Globalization;

namespace Acsa.Dicom.Tests.Network;

/// <summary>PDUs as bytes, each with its decoded meaning above it.</summary>
internal static class EncodedPdus
{
    // A-ASSOCIATE-RQ, length 209 (0xD1), protocol version 1
    // called "ANY-SCP", calling "ECHOSCU"
    // application context 1.2.840.10008.3.1.1.1
    // context 1: Verification 1.2.840.10008.1.1, implicit VR little endian 1.2.840.10008.1.2
    // maximum length 16382; implementation class 1.2.826.0.1.3680043.9.3811.0.9.0; version PYNETDICOM_090
    public static readonly byte[] AssociateRequest = Hex("""
        01 00 00 00 00 D1  00 01 00 00
        41 4E 59 2D 53 43 50 20 20 20 20 20 20 20 20 20
        45 43 48 4F 53 43 55 20 20 20 20 20 20 20 20 20
        00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
        10 00 00 15  31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E 31 2E 31 2E 31
        20 00 00 2E  01 00 00 00
           30 00 00 11  31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E 31
           40 00 00 11  31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E 32
        50 00 00 3E
           51 00 00 04  00 00 3F FE
           52 00 00 20  31 2E 32 2E 38 32 36 2E 30 2E 31 2E 33 36 38 30 30 34 33 2E 39 2E 33 38 31 31 2E 30 2E 39 2E 30
           55 00 00 0E  50 59 4E 45 54 44 49 43 4F 4D 5F 30 39 30
        """);

    // A-ASSOCIATE-AC, length 184 (0xB8); context 1 accepted (0) with implicit VR little endian; maximum length 16384
    public static readonly byte[] AssociateAccept = Hex("""
        02 00 00 00 00 B8  00 01 00 00
        41 4E 59 2D 53 43 50 20 20 20 20 20 20 20 20 20
        45 43 48 4F 53 43 55 20 20 20 20 20 20 20 20 20
        00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
        10 00 00 15  31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 33 2E 31 2E 31 2E 31
        21 00 00 19  01 00 00 00
           40 00 00 11  31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E 32
        50 00 00 3A
           51 00 00 04  00 00 40 00
           52 00 00 1B  31 2E 32 2E 32 37 36 2E 30 2E 37 32 33 30 30 31 30 2E 33 2E 30 2E 33 2E 36 2E 30
           55 00 00 0F  4F 46 46 49 53 5F 44 43 4D 54 4B 5F 33 36 30
        """);

    // A-ASSOCIATE-RJ: permanent (1), service-user (1), called AE title not recognised (7)
    public static readonly byte[] RejectCalledTitle = Hex("03 00 00 00 00 04  00 01 01 07");

    // A-RELEASE-RQ
    public static readonly byte[] ReleaseRequest = Hex("05 00 00 00 00 04  00 00 00 00");

    // A-RELEASE-RP
    public static readonly byte[] ReleaseReply = Hex("06 00 00 00 00 04  00 00 00 00");

    // A-ABORT: service-provider (2), unexpected PDU (2)
    public static readonly byte[] AbortUnexpectedPdu = Hex("07 00 00 00 00 04  00 00 02 02");

    // P-DATA-TF, length 84: one PDV of 80 bytes, context 1, command, last
    //   (0000,0000) group length 66; (0000,0002) 1.2.840.10008.1.1; (0000,0100) 0x8030 C-ECHO-RSP;
    //   (0000,0120) message 1 answered; (0000,0800) 0x0101 no data set; (0000,0900) 0x0000 success
    public static readonly byte[] EchoResponse = Hex("""
        04 00 00 00 00 54  00 00 00 50  01 03
        00 00 00 00  04 00 00 00  42 00 00 00
        00 00 02 00  12 00 00 00  31 2E 32 2E 38 34 30 2E 31 30 30 30 38 2E 31 2E 31 00
        00 00 00 01  02 00 00 00  30 80
        00 00 20 01  02 00 00 00  01 00
        00 00 00 08  02 00 00 00  01 01
        00 00 00 09  02 00 00 00  00 00
        """);

    // A command set as Orthanc 1.10.1 sends it at the end of a C-GET of which one instance failed, its UIDs shortened to "1.2":
    //   (0000,0000) group length 86; (0000,0002) 1.2; (0000,0100) 0x8010 C-GET-RSP; (0000,0120) message 5 answered;
    //   (0000,0800) 0x0101 no data set; (0000,0900) 0xC000; (0000,1021) 0 completed; (0000,1022) 1 failed; (0000,1023) 0 warnings;
    //   and, which no command set holds: (0008,0000) group length 12; (0008,0058) failed SOP instance UID list, 1.2
    public static readonly byte[] GetResponseOfOrthanc = Hex("""
        00 00 00 00  04 00 00 00  56 00 00 00
        00 00 02 00  04 00 00 00  31 2E 32 00
        00 00 00 01  02 00 00 00  10 80
        00 00 20 01  02 00 00 00  05 00
        00 00 00 08  02 00 00 00  01 01
        00 00 00 09  02 00 00 00  00 C0
        00 00 21 10  02 00 00 00  00 00
        00 00 22 10  02 00 00 00  01 00
        00 00 23 10  02 00 00 00  00 00
        08 00 00 00  04 00 00 00  0C 00 00 00
        08 00 58 00  04 00 00 00  31 2E 32 00
        """);

    // P-DATA-TF, length 27: two PDVs, context 3: "command, last" with 5 bytes, then "data, not last" with 10
    public static readonly byte[] TwoValues = Hex("""
        04 00 00 00 00 1B
        00 00 00 07  03 03  01 02 03 04 05
        00 00 00 0C  03 00  0A 0B 0C 0D 0E 0F 10 11 12 13
        """);

    public static byte[] Hex(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(b => byte.Parse(b, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
