using System.Buffers.Binary;
using System.Text;

namespace Acsa.Dicom.Network.Dimse;

/// <summary>Command sets as bytes: implicit VR little endian whatever the context has agreed on (PS3.7 6.3.1).</summary>
/// <remarks><code>
/// | 0..1 group | 2..3 element | 4..7 length | 8.. value, even |   and so on, in order of element
/// </code></remarks>
internal static class CommandSetEncoding
{
    /// <summary>What <see cref="Write"/> needs at most: two UIDs, a comment, two titles, fourteen numbers and a list of tags.</summary>
    public const int LongestWritten = 1024;

    /// <summary>Tags that an N-GET may ask for by name, so that a command set stays within <see cref="LongestWritten"/>.</summary>
    public const int MostAttributeIdentifiers = 96;

    private const int HeaderSize = 8;

    // (0000,eeee), PS3.7 E.1
    private const ushort GroupLength = 0x0000;
    private const ushort AffectedSopClassUid = 0x0002;
    private const ushort RequestedSopClassUid = 0x0003;
    private const ushort CommandField = 0x0100;
    private const ushort MessageId = 0x0110;
    private const ushort MessageIdBeingRespondedTo = 0x0120;
    private const ushort MoveDestination = 0x0600;
    private const ushort Priority = 0x0700;
    private const ushort CommandDataSetType = 0x0800;
    private const ushort Status = 0x0900;
    private const ushort ErrorComment = 0x0902;
    private const ushort AffectedSopInstanceUid = 0x1000;
    private const ushort RequestedSopInstanceUid = 0x1001;
    private const ushort EventTypeId = 0x1002;
    private const ushort AttributeIdentifierList = 0x1005;
    private const ushort ActionTypeId = 0x1008;
    private const ushort RemainingSuboperations = 0x1020;
    private const ushort CompletedSuboperations = 0x1021;
    private const ushort FailedSuboperations = 0x1022;
    private const ushort WarningSuboperations = 0x1023;
    private const ushort MoveOriginatorAE = 0x1030;
    private const ushort MoveOriginatorMessageId = 0x1031;

    /// <summary>
    /// Reads a command set; null when it breaks the encoding, lacks its command field or holds a UID far over 64 characters.
    /// Elements in any order are taken, and those of other groups passed over.
    /// </summary>
    public static CommandSet? Read(ReadOnlySpan<byte> bytes)
    {
        ushort? field = null;
        var command = new CommandSet { Field = 0 };
        while (bytes.Length >= HeaderSize)
        {
            var group = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            var element = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            if (length > (uint)(bytes.Length - HeaderSize)) return null;

            var value = bytes.Slice(HeaderSize, (int)length);
            bytes = bytes[(HeaderSize + (int)length)..];
            // Orthanc 1.10 on DCMTK puts the list of failed instances of a C-GET in here, (0008,0058), after the command's own elements.
            if (group != 0) continue;
            ushort? number = value.Length >= 2 ? BinaryPrimitives.ReadUInt16LittleEndian(value) : null;
            switch (element)
            {
                case AffectedSopClassUid or RequestedSopClassUid: command = command with { SopClassUid = Text(value) }; break;
                case CommandField: field = number; break;
                case MessageId: command = command with { MessageId = number }; break;
                case MessageIdBeingRespondedTo: command = command with { MessageIdBeingRespondedTo = number }; break;
                case Priority: command = command with { Priority = number }; break;
                case CommandDataSetType: command = command with { HasDataSet = number is not (null or CommandSet.NoDataSet) }; break;
                case Status: command = command with { Status = number }; break;
                case ErrorComment: command = command with { ErrorComment = Text(value) }; break;
                case AffectedSopInstanceUid or RequestedSopInstanceUid: command = command with { SopInstanceUid = Text(value) }; break;
                case EventTypeId: command = command with { EventTypeId = number }; break;
                case ActionTypeId: command = command with { ActionTypeId = number }; break;
                case MoveOriginatorAE: command = command with { MoveOriginatorAE = Text(value) }; break;
                case MoveOriginatorMessageId: command = command with { MoveOriginatorMessageId = number }; break;
                case MoveDestination: command = command with { MoveDestination = Text(value) }; break;
                case AttributeIdentifierList: command = command with { AttributeIdentifiers = Tags(value) }; break;
                case RemainingSuboperations: command = command with { RemainingSuboperations = number }; break;
                case CompletedSuboperations: command = command with { CompletedSuboperations = number }; break;
                case FailedSuboperations: command = command with { FailedSuboperations = number }; break;
                case WarningSuboperations: command = command with { WarningSuboperations = number }; break;
            }
        }

        if (!bytes.IsEmpty || field is null || IsOverlong(command.SopClassUid) || IsOverlong(command.SopInstanceUid)) return null;
        return command with { Field = (DicomCommandField)field };
    }

    /// <summary>Writes a command set and returns its length.</summary>
    public static int Write(CommandSet command, Span<byte> destination)
    {
        var position = HeaderSize + 4;
        var (classElement, instanceElement) = command.NamesRequestedInstance
            ? (RequestedSopClassUid, RequestedSopInstanceUid)
            : (AffectedSopClassUid, AffectedSopInstanceUid);

        WriteText(destination, ref position, classElement, command.SopClassUid, '\0');
        WriteNumber(destination, ref position, CommandField, (ushort)command.Field);
        WriteNumber(destination, ref position, MessageId, command.MessageId);
        WriteNumber(destination, ref position, MessageIdBeingRespondedTo, command.MessageIdBeingRespondedTo);
        WriteText(destination, ref position, MoveDestination, command.MoveDestination, ' ');
        WriteNumber(destination, ref position, Priority, command.Priority);
        WriteNumber(destination, ref position, CommandDataSetType, (ushort)(command.HasDataSet ? 0x0000 : CommandSet.NoDataSet));
        WriteNumber(destination, ref position, Status, command.Status);
        WriteText(destination, ref position, ErrorComment, Shortened(command.ErrorComment), ' ');
        WriteText(destination, ref position, instanceElement, command.SopInstanceUid, '\0');
        WriteNumber(destination, ref position, EventTypeId, command.EventTypeId);
        WriteTags(destination, ref position, AttributeIdentifierList, command.AttributeIdentifiers);
        WriteNumber(destination, ref position, ActionTypeId, command.ActionTypeId);
        WriteNumber(destination, ref position, RemainingSuboperations, command.RemainingSuboperations);
        WriteNumber(destination, ref position, CompletedSuboperations, command.CompletedSuboperations);
        WriteNumber(destination, ref position, FailedSuboperations, command.FailedSuboperations);
        WriteNumber(destination, ref position, WarningSuboperations, command.WarningSuboperations);
        WriteText(destination, ref position, MoveOriginatorAE, command.MoveOriginatorAE, ' ');
        WriteNumber(destination, ref position, MoveOriginatorMessageId, command.MoveOriginatorMessageId);

        WriteHeader(destination, GroupLength, 4);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[HeaderSize..], (uint)(position - HeaderSize - 4));
        return position;
    }

    // Some peers exceed the 64 characters of PS3.5 9.1 by a few; what nobody can mean as a UID is refused.
    private static bool IsOverlong(string? uid) => uid is { Length: > 2 * NetworkLimits.UidLength };

    private static string Text(ReadOnlySpan<byte> value) => Encoding.Latin1.GetString(value).Trim(' ', '\0');

    // PS3.5 6.2, AT: | 0..1 group | 2..3 element |
    private static uint[] Tags(ReadOnlySpan<byte> value)
    {
        var tags = new uint[value.Length / 4];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = ((uint)BinaryPrimitives.ReadUInt16LittleEndian(value[(4 * i)..]) << 16)
                | BinaryPrimitives.ReadUInt16LittleEndian(value[(4 * i + 2)..]);
        }

        return tags;
    }

    // Error Comment is LO: at most 64 characters, in the default repertoire (PS3.7 C.4).
    private static string? Shortened(string? comment) => comment is { Length: > 64 } ? comment[..64] : comment;

    private static void WriteNumber(Span<byte> destination, ref int position, ushort element, ushort? value)
    {
        if (value is not { } number) return;
        WriteHeader(destination[position..], element, 2);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[(position + HeaderSize)..], number);
        position += HeaderSize + 2;
    }

    private static void WriteTags(Span<byte> destination, ref int position, ushort element, IReadOnlyList<uint>? tags)
    {
        if (tags is null) return;
        WriteHeader(destination[position..], element, 4 * tags.Count);
        position += HeaderSize;
        foreach (var tag in tags)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(destination[position..], (ushort)(tag >> 16));
            BinaryPrimitives.WriteUInt16LittleEndian(destination[(position + 2)..], (ushort)tag);
            position += 4;
        }
    }

    private static void WriteText(Span<byte> destination, ref int position, ushort element, string? text, char padding)
    {
        if (text is null) return;
        var value = destination[(position + HeaderSize)..];
        var length = Encoding.ASCII.GetBytes(text, value);
        if (length % 2 == 1) value[length++] = (byte)padding;
        WriteHeader(destination[position..], element, length);
        position += HeaderSize + length;
    }

    private static void WriteHeader(Span<byte> destination, ushort element, int length)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(destination, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], element);
        BinaryPrimitives.WriteInt32LittleEndian(destination[4..], length);
    }
}
