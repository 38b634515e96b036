namespace Baseline.Emulator.Store;

/// <summary>The one identity that every request is taken to come from.</summary>
internal static class Caller
{
    public const string ClientId = "5b6e7f80-9192-43a4-b5c6-d7e8f9000001";
    public const string ObjectId = "5b6e7f80-9192-43a4-b5c6-d7e8f9000002";
}
