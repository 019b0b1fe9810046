// parse_dcmtk LIST headers|whole: reads each file named in LIST once to warm up and once under the clock.
// Prints wall and CPU seconds of the second pass and how many elements there were.
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include "passes.h"

int main(int argc, char** argv)
{
    return run(argc, argv, [](const std::string& file, bool whole) -> long {
        DcmFileFormat format;
        // Values above 4 KiB stay in their file unless the whole file is asked for; the rest is in memory.
        OFCondition read = whole
            ? format.loadFile(file.c_str())
            : format.loadFileUntilTag(file.c_str(), EXS_Unknown, EGL_noChange, DCM_MaxReadLength, ERM_autoDetect, DCM_PixelData);
        if (read.good() && whole) read = format.loadAllDataIntoMemory();
        if (read.bad()) throw std::runtime_error(file + ": " + read.text());
        return static_cast<long>(format.getDataset()->card());
    });
}
