namespace Baseline.Emulator;

/// <summary>The one identity that every request is taken to come from.</summary>
public static class Caller
{
    /// <summary>The application that signs in.</summary>
    public const string ClientId = "5b6e7f80-9192-43a4-b5c6-d7e8f9000001";

    /// <summary>Its service principal in the directory.</summary>
    public const string ObjectId = "5b6e7f80-9192-43a4-b5c6-d7e8f9000002";
}
