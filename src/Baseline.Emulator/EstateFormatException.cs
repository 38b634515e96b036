namespace Baseline.Emulator;

/// <summary>The estate file can't be used; the message says where and why.</summary>
public sealed class EstateFormatException : Exception
{
    public EstateFormatException()
    {
    }

    public EstateFormatException(string message)
        : base(message)
    {
    }

    public EstateFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
