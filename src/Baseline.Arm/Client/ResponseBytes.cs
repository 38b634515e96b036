using Azure;

namespace Baseline.Arm.Client;

/// <summary>
/// The bytes of a buffered body. The pipeline leaves a body that is in memory already as it is, and its own
/// <see cref="Response.Content"/> then takes only a MemoryStream.
/// </summary>
internal static class ResponseBytes
{
    public static ReadOnlyMemory<byte> Of(Response response)
    {
        switch (response.ContentStream)
        {
            case null:
                return default;
            case MemoryStream buffered when buffered.TryGetBuffer(out var buffer):
                return buffer;
            case var stream:
                using (var copy = new MemoryStream())
                {
                    stream.Position = 0;
                    stream.CopyTo(copy);
                    return copy.ToArray();
                }
        }
    }
}
