using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Baseline.Emulator.Server.SignIn;

/// <summary>Random texts that stand in for what only the caller should know.</summary>
internal static class Secret
{
    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static bool Same(string? given, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(secret));
}
