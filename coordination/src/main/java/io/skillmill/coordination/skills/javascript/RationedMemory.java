package io.skillmill.coordination.skills.javascript;

import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;

/**
 * The memory of one realm, which grows as far as the call may have it grow, and as the ration of
 * all calls allows. Everything but growing is left to the memory below.
 */
@SuppressWarnings("removal") // what is on its way out must still be there
final class RationedMemory implements Memory {

  private final ByteArrayMemory below;
  private final Ration ration;
  private int pagesMax;
  private long bytesTaken;
  private boolean starved;

  RationedMemory(MemoryLimits limits, Ration ration) {
    this.below =
        new ByteArrayMemory(new MemoryLimits(limits.initialPages(), JavaScriptKind.PAGES_MAX));
    this.ration = ration;
    this.pagesMax = limits.initialPages();
  }

  /**
   * From now on it may grow to so many pages.
   *
   * @return whether there is enough left for those that it has
   */
  boolean begin(int mostPages) {
    pagesMax = mostPages;
    starved = false;
    bytesTaken = Memory.bytes(pages());
    if (!ration.take(bytesTaken)) {
      bytesTaken = 0;
    }
    return bytesTaken > 0;
  }

  /** It is not used any more, for now or for ever. */
  void end() {
    ration.giveBack(bytesTaken);
    bytesTaken = 0;
    pagesMax = pages();
  }

  /** Whether it was kept from growing because others have so much. */
  boolean starved() {
    return starved;
  }

  @Override
  public int grow(int more) {
    if (more < 0 || more > pagesMax - pages()) {
      return -1;
    }
    long bytes = (long) more * PAGE_SIZE;
    if (!ration.take(bytes)) {
      starved = true;
      return -1;
    }
    bytesTaken += bytes;
    return below.grow(more);
  }

  @Override
  public int maximumPages() {
    return pagesMax;
  }

  @Override
  public int pages() {
    return below.pages();
  }

  @Override
  public int initialPages() {
    return below.initialPages();
  }

  @Override
  public boolean shared() {
    return below.shared();
  }

  @Override
  public Object lock(int address) {
    return below.lock(address);
  }

  @Override
  public int waitOn(int address, int expected, long timeout) {
    return below.waitOn(address, expected, timeout);
  }

  @Override
  public int waitOn(int address, long expected, long timeout) {
    return below.waitOn(address, expected, timeout);
  }

  @Override
  public int notify(int address, int waiters) {
    return below.notify(address, waiters);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments) {
    below.initialize(instance, segments);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments, int index) {
    below.initialize(instance, segments, index);
  }

  @Override
  public void initPassiveSegment(int segment, int to, int from, int size) {
    below.initPassiveSegment(segment, to, from, size);
  }

  @Override
  public void drop(int segment) {
    below.drop(segment);
  }

  @Override
  public void zero() {
    below.zero();
  }

  @Override
  public void fill(byte value, int from, int to) {
    below.fill(value, from, to);
  }

  @Override
  public void copy(int to, int from, int size) {
    below.copy(to, from, size);
  }

  @Override
  public void write(int address, byte[] bytes, int offset, int size) {
    below.write(address, bytes, offset, size);
  }

  @Override
  public byte[] readBytes(int address, int size) {
    return below.readBytes(address, size);
  }

  @Override
  public byte read(int address) {
    return below.read(address);
  }

  @Override
  public void writeByte(int address, byte value) {
    below.writeByte(address, value);
  }

  @Override
  public short readShort(int address) {
    return below.readShort(address);
  }

  @Override
  public long readU16(int address) {
    return below.readU16(address);
  }

  @Override
  public void writeShort(int address, short value) {
    below.writeShort(address, value);
  }

  @Override
  public int readInt(int address) {
    return below.readInt(address);
  }

  @Override
  public void writeI32(int address, int value) {
    below.writeI32(address, value);
  }

  @Override
  public long readLong(int address) {
    return below.readLong(address);
  }

  @Override
  public void writeLong(int address, long value) {
    below.writeLong(address, value);
  }

  @Override
  public float readFloat(int address) {
    return below.readFloat(address);
  }

  @Override
  public long readF32(int address) {
    return below.readF32(address);
  }

  @Override
  public void writeF32(int address, float value) {
    below.writeF32(address, value);
  }

  @Override
  public double readDouble(int address) {
    return below.readDouble(address);
  }

  @Override
  public long readF64(int address) {
    return below.readF64(address);
  }

  @Override
  public void writeF64(int address, double value) {
    below.writeF64(address, value);
  }
}
