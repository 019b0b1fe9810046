// The sources of Acsa.Dicom that are compiled here may have a using of these; fo-dicom's types come from the global usings.
namespace Acsa.Dicom.IO.Buffer
{
    file static class None;
}

namespace Acsa.Dicom.IO.Writer
{
    file static class None;
}
