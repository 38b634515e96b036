using System.Text;

namespace Baseline.Emulator;

/// <summary>One HTTP request as a client sent it. A relative address is taken to be on the public cloud's host.</summary>
public sealed record ArmRequest(
    string Method,
    Uri Uri,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body)
{
    private const string PublicCloud = "https://management.azure.com";

    /// <summary>A request from its parts as text; <paramref name="target"/> may start with "/" or be absolute.</summary>
    public static ArmRequest Create(string method, string target, string? json = null) =>
        new(method, Absolute(target), [], json is null ? default : Encoding.UTF8.GetBytes(json));

    internal ArmRequest WithAbsoluteUri() => Uri.IsAbsoluteUri ? this : this with { Uri = Absolute(Uri.OriginalString) };

    // A target that starts with "//" would otherwise be read as a host name.
    private static Uri Absolute(string target) =>
        target.StartsWith('/') ? new Uri(PublicCloud + target) : new Uri(target);
}
