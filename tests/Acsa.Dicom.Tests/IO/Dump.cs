using System.Text;

namespace Acsa.Dicom.Tests.IO;

/// <summary>Everything in a data set as text, to compare two of them.</summary>
internal static class Dump
{
    public static string Of(DicomDataset dataset)
    {
        var text = new StringBuilder();
        Append(text, dataset, dataset.CharacterSet, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, DicomDataset dataset, DicomCharacterSet characters, int depth)
    {
        foreach (var item in dataset)
        {
            text.Append(' ', depth * 2).Append(item.Tag).Append(' ').Append(item.ValueRepresentation.Code);
            switch (item)
            {
                case DicomSequence sequence:
                    text.AppendLine();
                    foreach (var inner in sequence)
                        Append(text.Append(' ', depth * 2).AppendLine(">"), inner, inner.GetCharacterSet(characters), depth + 1);
                    break;
                case DicomFragmentSequence fragments:
                    text.Append(" table ").AppendJoin(',', fragments.OffsetTable);
                    foreach (var fragment in fragments) text.Append(' ').Append(Convert.ToHexString(fragment.Data));
                    text.AppendLine();
                    break;
                case DicomElement element:
                    text.Append(' ').AppendLine(Convert.ToHexString(element.GetBuffer(characters).Data));
                    break;
            }
        }
    }
}
