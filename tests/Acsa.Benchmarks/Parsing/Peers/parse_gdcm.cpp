// parse_gdcm LIST headers|whole: as parse_dcmtk.
#include <gdcmReader.h>

#include "passes.h"

int main(int argc, char** argv)
{
    return run(argc, argv, [](const std::string& file, bool whole) -> long {
        gdcm::Reader reader;
        reader.SetFileName(file.c_str());
        const bool read = whole ? reader.Read() : reader.ReadUpToTag(gdcm::Tag(0x7fe0, 0x0010));
        if (!read) throw std::runtime_error(file + ": not read");
        return static_cast<long>(reader.GetFile().GetDataSet().Size());
    });
}
