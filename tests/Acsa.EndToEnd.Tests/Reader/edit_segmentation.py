"""Edits a Segmentation as a viewer does: edit_segmentation.py IN OUT STYLE [SOURCE]. Prints the number of pixels inside of the first frame."""
import sys
import numpy as np
import pydicom
from pydicom.encaps import encapsulate
from pydicom.uid import ExplicitVRLittleEndian, RLELossless, generate_uid


def unpack(data):
    bits = np.unpackbits(np.frombuffer(data.PixelData, np.uint8), bitorder="little")
    count = int(data.NumberOfFrames) * data.Rows * data.Columns
    return bits[:count].reshape(int(data.NumberOfFrames), data.Rows, data.Columns).copy()


def erode(mask):
    inner = mask.copy()
    for _ in range(6):
        inner = inner & np.roll(inner, 1, 0) & np.roll(inner, -1, 0) & np.roll(inner, 1, 1) & np.roll(inner, -1, 1)
    return inner


def run_length(frame):
    """One segment, literal runs only (PS3.5 G)."""
    raw, out = frame.tobytes(), bytearray()
    for at in range(0, len(raw), 128):
        piece = raw[at:at + 128]
        out += bytes([len(piece) - 1]) + piece
    if len(out) % 2:
        out += b"\0"
    return (1).to_bytes(4, "little") + (64).to_bytes(4, "little") + bytes(56) + bytes(out)


source, target, style = sys.argv[1:4]
data = pydicom.dcmread(source)
frames = unpack(data)
if style not in ("unchanged", "came-back"):
    frames = np.stack([erode(frame) for frame in frames])
if style not in ("came-back", "same-uid"):
    data.SOPInstanceUID = data.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    data.SeriesInstanceUID = generate_uid()
data.ContentCreatorName = "Reader^Rita"
for segment in data.SegmentSequence:
    if style != "automatic":
        segment.SegmentAlgorithmType = "SEMIAUTOMATIC"
    if style in ("ohif", "foreign"):
        for keyword in ("TrackingID", "TrackingUID", "SegmentationAlgorithmIdentificationSequence"):
            if keyword in segment:
                delattr(segment, keyword)
    if style == "ohif":
        segment.SegmentAlgorithmType = "AUTOMATIC"
        data.Manufacturer, data.ManufacturerModelName = "OHIF", "dcmjs"
    if style == "foreign":
        segment.SegmentLabel = "Lesion"
if style == "other-study":
    data.StudyInstanceUID = data.StudyInstanceUID  # the same study, so that it is filed there
    data.PatientID = "SOMEBODY ELSE"
if style == "ohif":
    data.SegmentationType, data.SegmentationFractionalType, data.MaximumFractionalValue = "FRACTIONAL", "PROBABILITY", 255
    data.BitsAllocated, data.BitsStored, data.HighBit = 8, 8, 7
    data.PixelData = encapsulate([run_length(frame * np.uint8(255)) for frame in frames])
    data["PixelData"].is_undefined_length = True
    data.file_meta.TransferSyntaxUID = RLELossless
else:
    if style == "filled":
        packed = b"".join(np.packbits(frame.reshape(-1), bitorder="little").tobytes() for frame in frames)
    else:
        packed = np.packbits(frames.reshape(-1), bitorder="little").tobytes()
    data.PixelData = packed + b"\0" * (len(packed) % 2)
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
data.is_little_endian, data.is_implicit_VR = True, False
data.save_as(target, write_like_original=False)
print(int(frames[0].sum()))
