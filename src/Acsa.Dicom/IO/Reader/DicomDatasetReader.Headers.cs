namespace Acsa.Dicom.IO.Reader;

internal sealed partial class DicomDatasetReader
{
    // PS3.5 7.1.2, 7.1.3 | tag 4 | VR 2 | length 2 |  or  | tag 4 | VR 2 | reserved 2 | length 4 |  or implicit  | tag 4 | length 4 |
    private (DicomVR Vr, uint Length) ReadHeader(uint value, ReadScope scope)
    {
        var coding = scope.Coding;
        if (!coding.IsExplicit) return ReadImplicitHeader(value, scope);
        var code = _source.PeekUInt16(4, bigEndian: false);
        if (!DicomVR.TryParse(code, out var vr))
        {
            // Two capital letters are a VR from the future; those have long lengths (PS3.5 6.2.2 note). Anything else can only be an
            // element that its writer forgot to give a VR.
            if (!IsLetters(code)) return ReadImplicitHeader(value, scope);
            vr = DicomVR.UN;
        }
        if (vr.Is16bitLength)
        {
            var length = _source.PeekUInt16(6, coding.IsBigEndian);
            _source.Advance(8);
            return (vr, length);
        }
        if (!_source.TryFill(12)) throw new EndOfDataSetException(_source.Position);
        var longLength = _source.PeekUInt32(8, coding.IsBigEndian);
        _source.Advance(12);
        return (vr, longLength);
    }

    private (DicomVR Vr, uint Length) ReadImplicitHeader(uint value, ReadScope scope)
    {
        var length = _source.PeekUInt32(4, scope.Coding.IsBigEndian);
        _source.Advance(8);
        return (ImplicitVr(value, scope, length == Undefined), length);
    }

    private static DicomVR ImplicitVr(uint value, ReadScope scope, bool hasUndefinedLength)
    {
        if ((value & 0xFFFF) == 0) return DicomVR.UL;
        var tag = scope.Dataset.TagOf(value);
        if (tag.IsPrivateCreatorElement) return DicomVR.LO;
        if (tag.IsPrivate && tag.PrivateCreator is not null)
        {
            var entry = DicomDictionary.Default[tag];
            if (!ReferenceEquals(entry, DicomDictionary.UnknownTag)) return entry.ValueRepresentations[0];
        }
        var index = tag.DictionaryIndex;
        // Only a sequence has undefined length in implicit VR.
        if (index < 0) return hasUndefinedLength ? DicomVR.SQ : DicomVR.UN;
        var candidates = DicomDictionaryData.Kind(index).ValueRepresentations;
        if (candidates.Length == 1) return candidates[0];
        // PS3.5 A.1: in implicit VR the bulky ones are words, and Pixel Representation tells the others apart.
        if (Array.IndexOf(candidates, DicomVR.OW) >= 0) return DicomVR.OW;
        return scope.IsSigned && Array.IndexOf(candidates, DicomVR.SS) >= 0 ? DicomVR.SS : candidates[0];
    }

    private static bool IsLetters(ushort code) =>
        (uint)((code & 0xFF) - 'A') < 26 && (uint)((code >> 8) - 'A') < 26;
}
