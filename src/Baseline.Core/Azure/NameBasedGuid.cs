using System.Security.Cryptography;
using System.Text;

namespace Baseline.Azure;

/// <summary>GUIDs that follow from a text (RFC 9562 version 5), so that the same grant always has the same name.</summary>
public static class NameBasedGuid
{
    /// <summary>The namespace of this tool's names.</summary>
    // Chosen once, never changed, or a second apply would grant a second time.
    public const string Namespace = "5f0ab8a1-7e0a-5c53-9d3c-0c6e3f1b7a44";

    private static readonly byte[] NamespaceBytes = Guid.Parse(Namespace).ToByteArray(bigEndian: true);

    /// <summary>The GUID of a text, lower-case with dashes. Letter case of the text does not matter.</summary>
    public static string Create(string text)
    {
        byte[] input = [.. NamespaceBytes, .. Encoding.UTF8.GetBytes(text.ToLowerInvariant())];
#pragma warning disable CA5350 // Version 5 is defined over SHA-1; nothing secret is protected by it.
        var hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }
}
