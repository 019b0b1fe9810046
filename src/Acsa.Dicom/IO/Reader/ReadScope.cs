using System.Buffers.Binary;

namespace Acsa.Dicom.IO.Reader;

/// <summary>What is known while the elements of one data set or item are read.</summary>
internal sealed class ReadScope
{
    internal ReadScope(DicomDataset dataset, ElementCoding coding, DicomCharacterSet characters)
    {
        Dataset = dataset;
        Coding = coding;
        Characters = characters;
    }

    /// <summary>An item inside another scope, that ends where its length says, or by a delimiter.</summary>
    internal ReadScope(DicomDataset dataset, ElementCoding coding, ReadScope outer, long? end) : this(dataset, coding, outer.Characters)
    {
        Outer = outer;
        Depth = outer.Depth + 1;
        HasUndefinedLength = end is null;
        End = end ?? outer.End;
        IsSigned = outer.IsSigned;
    }

    internal DicomDataset Dataset { get; }

    internal ElementCoding Coding { get; }

    /// <summary>How many sequences are around this.</summary>
    internal int Depth { get; }

    /// <summary>Whether a delimiter ends it.</summary>
    internal bool HasUndefinedLength { get; }

    /// <summary>Where in the source it ends at the latest.</summary>
    internal long End { get; } = long.MaxValue;

    /// <summary>The character set of the text that follows.</summary>
    internal DicomCharacterSet Characters { get; private set; }

    /// <summary>Whether Pixel Representation (0028,0103) says that pixels are signed; it decides between US and SS (PS3.5 A.1).</summary>
    internal bool IsSigned { get; private set; }

    internal DicomTag? PreviousTag { get; set; }

    /// <summary>The scope around this one, or null.</summary>
    internal ReadScope? Outer { get; }

    /// <summary>Takes note of elements on which the reading of later ones depends.</summary>
    /// <returns>How many items had to be looked at.</returns>
    internal int Observe(uint tag, DicomVR vr, ReadOnlySpan<byte> value)
    {
        switch (tag)
        {
            case 0x00080005:
                Characters = Dataset.GetCharacterSet(Characters);
                return Dataset.ReadUnder(Characters);
            case 0x00280103:
                IsSigned = vr == DicomVR.US && value.Length >= sizeof(ushort) && BinaryPrimitives.ReadUInt16LittleEndian(value) == 1;
                return 0;
            default:
                return 0;
        }
    }
}
