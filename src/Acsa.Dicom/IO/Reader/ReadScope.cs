namespace Acsa.Dicom.IO.Reader;

/// <summary>What is known while the elements of one data set or item are read.</summary>
internal sealed class ReadScope
{
    private uint _block;
    private DicomPrivateCreator? _creator;

    internal ReadScope(DicomDataset dataset, ElementCoding coding, DicomCharacterSet characters)
    {
        Dataset = dataset;
        Coding = coding;
        Characters = characters;
    }

    /// <summary>An item inside another scope, that ends where its length says, or by a delimiter.</summary>
    internal ReadScope(DicomDataset dataset, ElementCoding coding, ReadScope outer, long? end) : this(dataset, coding, outer.Characters)
    {
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

    /// <summary>The tag, with its creator if it is private.</summary>
    internal DicomTag TagOf(uint value)
    {
        if ((value & 0x10000) == 0 || (value & 0xFFFF) <= 0xFF) return DicomTag.FromValue(value);
        var block = value >> 8;
        if (block != _block)
        {
            _block = block;
            var reserving = Dataset.Find(DicomTag.FromValue(value & 0xFFFF0000 | block & 0xFF)) as DicomElement;
            var name = reserving is { Count: > 0 } ? reserving.Get<string>().Trim() : "";
            _creator = name.Length > 0 ? new DicomPrivateCreator(name) : null;
        }
        return _creator is null ? DicomTag.FromValue(value) : new DicomTag((ushort)(value >> 16), (ushort)value, _creator);
    }

    /// <summary>Takes note of elements on which the reading of later ones depends.</summary>
    internal void Observe(uint tag, DicomElement element)
    {
        switch (tag)
        {
            case 0x00080005:
                Characters = Dataset.GetCharacterSet(Characters);
                break;
            case 0x00280103:
                IsSigned = element is DicomUnsignedShort { Count: > 0 } && element.Get<ushort>() == 1;
                break;
        }
    }
}
