namespace Acsa.Dicom.Network.Client; public static class NamespaceMarkerNetworkClient { }
