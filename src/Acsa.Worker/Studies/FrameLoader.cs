using Acsa.Acquisition;

namespace Acsa.Worker.Studies;

/// <summary>Opens files and decodes their frames.</summary>
sealed class FrameLoader
{
    public LoadedInstance Open(string file)
    {
        var dataset = DicomFile.Open(file, FileReadOption.ReadLargeOnDemand).Dataset;
        return new(dataset.GetSingleValue<string>(DicomTag.SOPInstanceUID), dataset);
    }

    public FrameReading Decode(LoadedInstance source, int number) => FrameReader.Read(source.Dataset, number);
}
