using System.Buffers.Binary;

namespace Acsa.Interop.Tests.DicomNetwork;

/// <summary>The ultrasound files of tests/data, and where in a file its data set begins.</summary>
internal static class SampleFiles
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data", "dicom-us");

    public static string[] All { get; } = [.. Directory.GetFiles(Folder, "*.dcm").Order()];

    /// <summary>What follows group 0002, whose length is the value of its first element (PS3.10 7.1).</summary>
    public static byte[] DataSetOf(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes[(144 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(140)))..];
    }

    public static string SopInstanceOf(string path) =>
        DicomFile.Open(path).FileMetaInfo.MediaStorageSOPInstanceUID.UID;

    /// <summary>A copy of each sample with a SOP instance UID of its own, so that many can be told apart.</summary>
    public static void Multiply(string folder, int copies)
    {
        foreach (var path in All)
        {
            var file = DicomFile.Open(path, FileReadOption.ReadAll);
            for (var copy = 0; copy < copies; copy++)
            {
                var uid = DicomUID.Generate();
                file.Dataset.NotValidated().AddOrUpdate(DicomTag.SOPInstanceUID, uid);
                file.FileMetaInfo.MediaStorageSOPInstanceUID = uid;
                file.Save(Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(path)}-{copy}.dcm"));
            }
        }
    }
}
